from __future__ import annotations

import pytest

from pseudocode_translator.model.nodes import Field, MethodCall, Name, This
from pseudocode_translator.model.program import DefineClass, Program, Subroutine
from pseudocode_translator.model.statements import Assign, CallStatement
from tests.unit.semantics.sources import notes_of, outputs_of, resolved, types_of


def _method(program: Program, name: str) -> Subroutine:
    for definition in program.types.values():
        if isinstance(definition, DefineClass):
            for member in definition.members:
                if isinstance(member, Subroutine) and member.name == name:
                    return member
    raise AssertionError(name)


def _dog(parameter: str, body: str) -> str:
    return (
        f"CLASS Dog\nPRIVATE Name : STRING\nPUBLIC PROCEDURE NEW({parameter} : STRING)\n"
        f"{body}\nENDPROCEDURE\nENDCLASS"
    )


@pytest.mark.parametrize(
    ("parameter", "statement"),
    [
        ("name", "Name <- name"),
        ("Name", "Name <- Name"),
        ("name", "NAME <- nAME"),
        ("Name", "self.Name <- Name"),
        ("Name", "THIS.name <- Name"),
    ],
)
def test_the_attribute_gets_the_parameter_of_its_name(parameter: str, statement: str) -> None:
    program, _ = resolved(_dog(parameter, statement))

    (assign,) = _method(program, "NEW").body
    assert isinstance(assign, Assign)
    assert isinstance(assign.target, Field)
    assert isinstance(assign.target.base, This)
    assert assign.target.name == "Name"
    assert str(assign.target.type) == "STRING"
    assert isinstance(assign.value, Name)
    assert assign.value.name == parameter


def test_elsewhere_each_spelling_means_its_own() -> None:
    attribute, parameter = outputs_of(_dog("name", "OUTPUT Name, name"))

    assert isinstance(attribute, Field)
    assert attribute.name == "Name"
    assert isinstance(parameter, Name)
    assert parameter.name == "name"


def test_one_spelling_elsewhere_means_the_parameter() -> None:
    (printed,) = outputs_of(_dog("Name", "OUTPUT Name"))

    assert isinstance(printed, Name)


def test_an_attribute_changed_with_its_parameter_is_the_attribute() -> None:
    program, _ = resolved(_dog("name", 'Name <- Name & " " & name'))

    (assign,) = _method(program, "NEW").body
    assert isinstance(assign, Assign)
    assert isinstance(assign.target, Field)


def test_two_meanings_of_one_name_are_told_once() -> None:
    notes = notes_of(_dog("name", "Name <- name\nOUTPUT Name"))

    assert notes == [
        "PS517 Name is an attribute, and a parameter has its name: "
        "Name means the attribute, name the parameter"
    ]


def test_a_parameter_without_a_type_gets_that_of_the_attribute_it_is_stored_in() -> None:
    source = "CLASS Dog\nPRIVATE Age : INTEGER\nPUBLIC PROCEDURE NEW(age)\nAge <- age\n"
    program, _ = resolved(source + "ENDPROCEDURE\nENDCLASS")

    (parameter,) = _method(program, "NEW").parameters
    assert str(parameter.type) == "INTEGER"


def test_methods_of_the_own_object_may_be_called_through_self() -> None:
    source = (
        "CLASS Dog\nPUBLIC PROCEDURE Bark(n : INTEGER)\nOUTPUT n\nENDPROCEDURE\n"
        "PUBLIC PROCEDURE Twice()\nCALL self.Bark(1)\nTHIS.Bark(2)\nENDPROCEDURE\nENDCLASS"
    )
    program, _ = resolved(source)

    for statement in _method(program, "Twice").body:
        assert isinstance(statement, CallStatement)
        assert isinstance(statement.call, MethodCall)
        assert isinstance(statement.call.base, This)
        assert str(statement.call.type) == "nothing"


def test_self_is_an_ordinary_name_outside_of_classes() -> None:
    assert types_of("self <- 3\nOUTPUT self") == {"self": "INTEGER"}


def test_self_is_no_variable_that_methods_share() -> None:
    source = (
        "CLASS A\nPRIVATE x : INTEGER\nPUBLIC PROCEDURE Put()\nself.x <- 1\nENDPROCEDURE\n"
        "PUBLIC PROCEDURE Show()\nOUTPUT self.x\nENDPROCEDURE\nENDCLASS"
    )

    assert types_of(source) == {}
    assert notes_of(source) == []
