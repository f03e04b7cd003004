"""Lists settings to launch with."""

from argparse import ArgumentParser

from assay.arguments import Parsed
from assay.printing import print_json, print_line, print_table
from assay.templates import list_templates


def add_arguments(parser: ArgumentParser) -> None:
    """A template to show whole."""
    parser.add_argument("template", nargs="?", help="show each of its values with where it stands")


def run(parsed: Parsed) -> None:
    """One line a template; of one, a line a value."""
    templates = list_templates(parsed.session)
    if parsed.template:
        templates = [each for each in templates if each["name"] == parsed.template]
    if parsed.json:
        print_json(templates)
        return
    if not parsed.template or not templates:
        rows = [[str(each[key]) for key in ("name", "stage", "title", "summary")] for each in templates]
        print_table(["TEMPLATE", "STAGE", "TITLE", "SETTINGS"], rows, "No such template.")
        return
    [template] = templates
    values = [
        [str(each["key"]), ", ".join(map(str, each["values"])), str(each["source"])] for each in template["settings"]
    ]
    if template["seed"]:
        values.append(["seed", str(template["seed"]["value"]), str(template["seed"]["source"])])
    print_table(["SETTING", "VALUE", "FROM"], values, "It has no settings.")
    for remark in template["remarks"]:
        print_line(remark)
