"""Settings: what is wrong is said all at once, before anything starts."""

import json

import pytest

from chassis.config import Settings, SettingsInvalid, described_settings, load_settings, main

VALUES = [
    ("GONGZHI_BATCH_SIZE", "0"),
    ("GONGZHI_BATCH_SIZE", "1001"),
    ("GONGZHI_BATCH_SIZE", "many"),
    ("GONGZHI_DRAIN_SECONDS", "0"),
    ("GONGZHI_HTTP_PORT", "65536"),
    ("GONGZHI_LOG_LEVEL", "loud"),
    ("GONGZHI_RETRY_LADDER_SECONDS", "1,two"),
    ("GONGZHI_RETRY_LADDER_SECONDS", "0,5"),
]


def refusal(**environ):
    with pytest.raises(SettingsInvalid) as refused:
        load_settings(environ)
    return refused.value.errors


def test_every_setting_has_a_default():
    assert load_settings({}) == Settings()


def test_what_is_set_is_taken():
    settings = load_settings(
        {
            "AMQP_URI": "amqp://broker//",
            "GONGZHI_BATCH_SIZE": "7",
            "GONGZHI_RETRY_LADDER_SECONDS": "1,2",
            "GONGZHI_DRAIN_SECONDS": "0.5",
        }
    )

    assert settings.amqp_uri == "amqp://broker//"
    assert settings.batch_size == 7
    assert settings.retry_ladder_seconds == [1, 2]
    assert settings.drain_seconds == 0.5


@pytest.mark.parametrize(("name", "value"), VALUES)
def test_a_value_that_is_not_safe_is_refused(name, value):
    errors = refusal(**{name: value})

    assert [error.partition(":")[0] for error in errors] == [name]


def test_all_errors_are_told_at_once():
    errors = refusal(GONGZHI_BATCH_SIZE="x", GONGZHI_MAX_WORKERS="1", GONGZHI_LOG_LEVEL="loud")

    assert len(errors) == 3


def test_a_name_that_is_almost_right_is_refused_with_the_right_one():
    errors = refusal(GONGZHI_BATCHSIZE="5")

    assert errors == ["GONGZHI_BATCHSIZE: unknown; did you mean GONGZHI_BATCH_SIZE?"]


def test_names_of_other_tools_are_left_alone():
    assert load_settings({"GONGZHI_DATA": "/x", "GONGZHI_PARTICIPATION_SERVICE_HOST": "y"})


def test_a_secret_is_read_from_a_file(tmp_path):
    secret = tmp_path / "uri"
    secret.write_text("mongodb://user:word@host/\n")

    assert load_settings({"MONGO_URI_FILE": str(secret)}).mongo_uri == "mongodb://user:word@host/"


def test_a_secret_whose_file_is_missing_is_refused(tmp_path):
    errors = refusal(MONGO_URI_FILE=str(tmp_path / "none"))

    assert "cannot be read" in errors[0]


def test_a_setting_given_twice_is_refused(tmp_path):
    secret = tmp_path / "uri"
    secret.write_text("mongodb://one/")

    errors = refusal(MONGO_URI_FILE=str(secret), MONGO_URI="mongodb://two/")

    assert "given twice" in errors[0]


def test_a_process_without_a_name_names_itself():
    assert Settings().instance
    assert Settings(instance="a").instance == "a"


def test_every_setting_says_its_unit_and_its_meaning():
    assert [
        one["name"] for one in described_settings() if not (one["unit"] and one["meaning"])
    ] == []


@pytest.mark.parametrize("name", ["AMQP_URI", "GONGZHI_BATCH_SIZE", "GONGZHI_PERSONAL_KEY"])
def test_the_listing_names_every_setting(capsys, name):
    main(["--json"])
    listed = json.loads(capsys.readouterr().out)
    main([])

    assert name in {one["name"] for one in listed}
    assert f"`{name}`" in capsys.readouterr().out
