"""`pseudocode completion`: what teaches a shell our options and file names."""

from __future__ import annotations

import click
from click.shell_completion import ShellComplete, get_completion_class

_SHELLS = ("bash", "zsh", "fish")
_COMPLETE_VARIABLE = "_PSEUDOCODE_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print a script that completes commands and options with the Tab key.

    \b
    bash:  echo 'eval "$(pseudocode completion bash)"' >> ~/.bashrc
    zsh:   echo 'eval "$(pseudocode completion zsh)"' >> ~/.zshrc
    fish:  pseudocode completion fish > ~/.config/fish/completions/pseudocode.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None, "click knows all of them"
    script = kind(ctx.find_root().command, {}, "pseudocode", _COMPLETE_VARIABLE)
    # The base class's method: bash's own would first start a bash to ask for its version.
    click.echo(ShellComplete.source(script))
