"""The scripts with which shells ask the program at a press of TAB, and their installation.

No script runs the answer of the program (see offering.py): it is data in each of them.
"""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from typer._completion_shared import _get_shell_name

from ...model.problems import UsageError

_BASH = r"""
_coalition_completion() {
    local kind line program=coalition
    COMPREPLY=()
    [[ $1 == */* ]] && program=${1/#~\//"$HOME"/}
    {
        IFS= read -r kind
        while IFS= read -r line; do COMPREPLY+=("$line"); done
    } < <(
        _COALITION_COMPLETE=complete_bash _COALITION_LINE=${COMP_LINE:0:COMP_POINT} \
            _COALITION_WORD=$2 "$program" 2> /dev/null
    )
    if [[ $kind == paths ]]; then
        line=${COMPREPLY[0]}
        COMPREPLY=()
        if [[ -n $line && $2 == "$line"* ]]; then
            _coalition_paths "$line" "${2#"$line"}"
        else
            compopt -o default
        fi
    elif [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[:=] ]]; then
        compopt -o nospace
    fi
    return 0
}

# Paths behind a part of the word where bash itself does not break it, such as -d.
_coalition_paths() {
    local path
    while IFS= read -r path; do
        [[ -d ${path/#~\//"$HOME"/} ]] && path+=/
        COMPREPLY+=("$1$path")
    done < <(compgen -f -- "$2")
    compopt -o filenames
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == */ ]] && compopt -o nospace
}

complete -o nosort -F _coalition_completion coalition
"""

_ZSH = r"""
#compdef coalition

_coalition() {
    local kind word told line="${(j: :)words[1,CURRENT-1]} $QIPREFIX$IPREFIX$PREFIX"
    local program=coalition
    local -a offers unfinished replaces
    [[ $words[1] == */* ]] && program=${words[1]/#\~\//$HOME/}
    {
        IFS= read -r kind
        while IFS=$'\t' read -r word told; do
            [[ $kind == paths ]] && break
            told="${${word//\\/\\\\}//:/\\:}${told:+:${told//\\/\\\\}}"
            if [[ $word == *[:=] ]]; then unfinished+=("$told"); else offers+=("$told"); fi
        done
    } < <(
        _COALITION_COMPLETE=complete_zsh _COALITION_LINE=$line $program 2> /dev/null
    )
    if [[ $kind == paths ]]; then
        compset -P "${(b)word}"
        _files
    else
        # -U takes words that begin otherwise than they are typed. If there are several, they are
        # only listed: what they have in common may be less than what is typed.
        [[ $kind == spellings ]] && replaces=(-U)
        _describe -V 'value' offers $replaces -- unfinished $replaces -S ''
        [[ $kind == spellings && $compstate[nmatches] -gt 1 ]] && compstate[insert]=
    fi
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _coalition "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _coalition coalition
fi
"""

_FISH = r"""
# Fish asks twice at a press of TAB, for words and for paths: the second has the same answer.
function __coalition_ask
    set -l typed (commandline -cp | string collect)
    if test "$__coalition_asked" = "$typed"
        set -g __coalition_asked
    else
        set -g __coalition_asked $typed
        set -g __coalition_answer (
            env _COALITION_COMPLETE=complete_fish _COALITION_LINE=$typed coalition 2> /dev/null
        )
    end
end

function __coalition_paths
    __coalition_ask
    test "$__coalition_answer[1]" = paths
end

function __coalition_words
    not __coalition_paths
    and set --query __coalition_answer[2]
    and printf '%s\n' $__coalition_answer[2..]
end

complete --command coalition --no-files --keep-order --arguments '(__coalition_words)'
complete --command coalition --force-files --condition __coalition_paths
"""

_POWERSHELL = r"""
Register-ArgumentCompleter -Native -CommandName coalition -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    $Env:_COALITION_COMPLETE = "complete_powershell"
    $Env:_COALITION_LINE = $commandAst.ToString().PadRight($length).Substring(0, $length)
    $kind, $offers = coalition
    if ($kind -eq "paths") { $offers = @() }
    Remove-Item Env:_COALITION_COMPLETE, Env:_COALITION_LINE
    $offers | Where-Object { $_ } | ForEach-Object {
        $word, $told = $_ -Split "`t"
        if (-not $told) { $told = $word }
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $told)
    }
}
"""

_SCRIPTS: Mapping[str, str] = MappingProxyType(
    {
        "bash": _BASH,
        "zsh": _ZSH,
        "fish": _FISH,
        "powershell": _POWERSHELL,
        "pwsh": _POWERSHELL,
    }
)


class _Place(NamedTuple):
    """The file of a script, and the line in the user's settings that loads it."""

    script: Path
    settings: Path | None = None
    line: str = ""


def script() -> str:
    """Return the script for the shell that runs the program. Raise UsageError for other shells."""
    return _SCRIPTS[_shell()].lstrip()


def install() -> str:
    """Install the script for the shell that runs the program, and say what was done.

    Raise UsageError for a shell for which that cannot be done.
    """
    place = _place(_shell())
    place.script.parent.mkdir(parents=True, exist_ok=True)
    place.script.write_text(script(), encoding="utf-8")
    if place.settings is not None:
        _add(place.line, place.settings)
    return f"completion for {_shell()} is in {place.script}\nit works in a new terminal"


def _shell() -> str:
    name = _get_shell_name() or ""
    if name not in _SCRIPTS:
        known = ", ".join(_SCRIPTS)
        raise UsageError(f"completion is for {known}: start one of these and ask again")
    return name


def _place(shell: str) -> _Place:
    home = Path.home()
    if shell == "bash":
        file = home / ".bash_completions" / "coalition.sh"
        return _Place(file, home / ".bashrc", f"source {shlex.quote(str(file))}")
    if shell == "zsh":
        settings = Path(os.environ.get("ZDOTDIR") or home) / ".zshrc"
        line = "fpath+=~/.zfunc; autoload -Uz compinit; compinit"
        return _Place(home / ".zfunc" / "_coalition", settings, line)
    if shell == "fish":
        folder = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
        return _Place(folder / "fish" / "completions" / "coalition.fish")
    raise UsageError(
        f"nothing is installed for {shell}\n"
        "add it to your profile: coalition --show-completion | Add-Content $PROFILE"
    )


def _add(line: str, settings: Path) -> None:
    """Add a line to the end of a file, unless the file has it. The rest stays as it is."""
    before = settings.read_bytes() if settings.exists() else b""
    if os.fsencode(line) in before.splitlines():
        return
    with settings.open("ab") as file:
        lead = b"" if before.endswith(b"\n") or not before else b"\n"
        file.write(lead + os.fsencode(line) + b"\n")


# The shells for which the script can be installed.
SHELLS = ("bash", "zsh", "fish")


def state(shell: str) -> str:
    """Return whether completion is installed for a shell, and where."""
    place = _place(shell)
    try:
        written = place.script.read_text(encoding="utf-8")
        loaded = place.settings is None or _has(place.line, place.settings)
    except (OSError, ValueError):
        return "not installed"
    if not loaded:
        return f"not installed: {place.settings} does not load {place.script}"
    if written != _SCRIPTS[shell].lstrip():
        return f"of another version: {place.script}; 'coalition --install-completion' renews it"
    return f"installed: {place.script}"


def _has(line: str, settings: Path) -> bool:
    return settings.exists() and os.fsencode(line) in settings.read_bytes().splitlines()
