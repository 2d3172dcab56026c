#!/bin/sh
# A package installed into an image starts nothing.
exit 101
