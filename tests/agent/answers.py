"""What tests look at in an answer."""

from typing import Any


def called(answer: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(call["name"], call["args"]) for call in answer["tools"]]


def first_line(answer: dict[str, Any]) -> str:
    return str(answer["answer"].split("\n")[0])
