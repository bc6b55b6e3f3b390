"""`astra-billing check-payer`: every fault of a file with its line, and an exit code that a script can use."""

from __future__ import annotations

import json
import sys
from subprocess import PIPE, Popen
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from astra_billing.adapters.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

RUNNER = CliRunner()
SOUND = "country,type,name,contact_person,inn\nRU,legal_entity,Lala,Иван,7707083893\n"
FAULTY = SOUND + "RU,legal_entity,,Иван,7770083893\nRU,sole_proprietor,ИП,Иван,7707083893\n"


def check_payer(*arguments: str, text: str | None = None) -> tuple[int, str, str]:
    """Exit code, output and errors of a run."""
    result = RUNNER.invoke(app, ["check-payer", "--on", "2026-01-15", *arguments], input=text)
    return result.exit_code, result.stdout, result.stderr


def test_sound_payers_end_with_zero(tmp_path: Path) -> None:
    """Issue 4: nothing but the count is printed."""
    file = tmp_path / "payers.csv"
    file.write_text(SOUND, "utf-8-sig")
    assert check_payer(str(file), "--lang", "en") == (
        0,
        "Payers checked: 1, with faults: 0, errors: 0, warnings: 0\n",
        "",
    )


def test_faults_end_with_one_and_stand_in_a_table() -> None:
    """Issue 4: line, field, severity, and the text with its fix."""
    code, output, _ = check_payer("-", "--lang", "ru", text=FAULTY)
    head, name, inn, sole, total = output.splitlines()

    assert code == 1
    assert head.split() == ["Строка", "Поле", "Важность", "Что", "не", "так", "и", "что", "сделать"]
    assert name.startswith("3       name                                ошибка          Наименование: ")
    assert "7707083893" in inn
    assert sole.startswith("4       inn")
    assert total == "Плательщиков проверено: 3, с замечаниями: 2, ошибок: 3, предупреждений: 0"


def test_a_warning_is_a_fault_too() -> None:
    """Issue 4: exit code 1 if there is any; the severity tells a doubt from an error."""
    code, output, _ = check_payer(
        "-", "--format", "json", text="country,type,contact_person,delivery\nRU,individual,Иван,post\n"
    )
    (fault,) = json.loads(output)

    assert (code, fault["severity"], fault["code"], fault["line"]) == (1, "warning", "delivery.no_address", 2)


def test_json_is_a_list_of_faults() -> None:
    """Issue 4: path, code, severity, value and text, for another program."""
    code, output, _ = check_payer("-", "--format", "json", "--lang", "en", text=FAULTY)
    faults = json.loads(output)

    assert code == 1
    assert [(each["line"], each["path"], each["code"]) for each in faults] == [
        (3, "name", "missing"),
        (3, "inn", "inn.checksum"),
        (4, "inn", "inn.of_organisation"),
    ]
    assert faults[1]["text"].endswith("(perhaps two neighbours changed places: 7707083893)")
    assert json.loads(check_payer("-", "--format", "json", text=SOUND)[1]) == []


def test_the_faults_of_a_toml_come_in_the_order_of_its_lines() -> None:
    """Issue 4: the file is mended from top to bottom; a long path leaves a space before the severity."""
    text = 'country = "RU"\ntype = "ИП"\nkpp = "1"\ncontact_person = "Иван"\ninn = 7\nname = "a\u0430"\n'
    _, output, _ = check_payer("-", "--format", "json", text=text)
    long = 'country = "RU"\ntype = "individual"\n' + f'{"x" * 40} = "1"\ncontact_person = "Иван"\n'

    assert [(each["line"], each["path"]) for each in json.loads(output)] == [(3, "kpp"), (5, "inn"), (6, "name")]
    assert "x error" in check_payer("-", "--lang", "en", text=long)[1]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('[[payers]]\ncountry = "RU"\ntype = "individual"\n', "payers[0].contact_person"),
        ('\n# a comment\ncountry = "RU"\ntype = "individual"\n', "contact_person"),
        ('[{"country": "RU", "type": "individual"}]', "[0].contact_person"),
        ('[\n{"country": "RU", "type": "individual"}]', "[0].contact_person"),
        ('{"country": "RU", "type": "individual"}', "contact_person"),
        ("country,type\nRU,individual\n", "contact_person"),
    ],
)
def test_standard_input_may_have_any_form(text: str, path: str) -> None:
    """Issue 4: the first line that is not blank tells which."""
    code, output, _ = check_payer("-", "--format", "json", text=text)
    assert (code, [each["path"] for each in json.loads(output)]) == (1, [path])


@pytest.mark.parametrize("suffix", ["json", "toml", "txt"])
def test_the_name_of_a_file_tells_its_form(tmp_path: Path, suffix: str) -> None:
    """Issue 4: TOML, JSON, CSV; a file of another name is looked into."""
    text = {"json": '{"type": "individual"}', "toml": 'type = "individual"', "txt": "type\nindividual\n"}[suffix]
    (tmp_path / f"payer.{suffix}").write_text(text, "utf-8")
    assert check_payer(str(tmp_path / f"payer.{suffix}"))[0] == 1


def test_a_reader_who_leaves_early_is_no_fault_of_the_file(tmp_path: Path) -> None:
    """Issue 4: `astra-billing check-payer payers.csv | head` says nothing wrong about the file."""
    file = tmp_path / "payers.csv"
    file.write_text("country,type\n" + "RU,individual\n" * 5_000, "utf-8")
    program = "from astra_billing.adapters.cli import main; main()"
    with Popen([sys.executable, "-c", program, "check-payer", str(file)], stdout=PIPE, stderr=PIPE) as run:
        assert run.stdout
        assert run.stderr
        run.stdout.readline()
        run.stdout.close()
        errors = run.stderr.read()

    assert (run.returncode, errors) == (1, b"")


@pytest.mark.parametrize(
    ("content", "why"),
    [(None, "No such file"), (b"\xff\xfe", "name a text file in UTF-8"), (b"", "the file is empty")],
)
def test_a_file_that_cannot_be_read_ends_with_two(tmp_path: Path, content: bytes | None, why: str) -> None:
    """Issue 4: the error goes to standard error and says what to do."""
    file = tmp_path / "payers.csv"
    if content is not None:
        file.write_bytes(content)
    code, output, errors = check_payer(str(file))

    assert (code, output) == (2, "")
    assert str(file) in errors
    assert why in errors
