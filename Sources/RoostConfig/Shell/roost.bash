# Marks prompts, commands and the working directory for roost (OSC 133, OSC 7), after the user's own start-up
# files, none of which is changed. bash reads this as its rcfile, or, for a login shell, through ENV.
#
# https://gitlab.freedesktop.org/Per_Bothner/specifications/blob/master/proposals/semantic-prompts.md

# Functions first: the user's aliases would become part of them, and a trap of the user's would see each command
# that stands outside of one. No command in them may fail under `set -e`, no variable may be unset under `set -u`, and
# nothing needs an option of the user's. With `set -x` they say nothing.

# Percent-encodes $1 into __roost_encoded, byte by byte. Runs in a subshell: it changes the locale.
__roost_encode() {
    local LC_ALL=C text=$1 index byte code
    __roost_encoded=
    for ((index = 0; index < ${#text}; index++)); do
        byte=${text:index:1}
        case $byte in
        [a-zA-Z0-9/:_.~,@=+-]) __roost_encoded+=$byte ;;
        *)
            builtin printf -v code '%d' "'$byte"
            builtin printf -v code '%%%02X' "$((code & 255))"
            __roost_encoded+=$code
            ;;
        esac
    done
}

# Tells the directory.
__roost_tell_directory() {
    case $PWD in
    *[!a-zA-Z0-9/:_.~,@=+-]*)
        (__roost_encode "$PWD" && builtin printf '\e]7;file://%s%s\a' "${HOSTNAME-}" "$__roost_encoded")
        ;;
    *) builtin printf '\e]7;file://%s%s\a' "${HOSTNAME-}" "$PWD" ;;
    esac
}

# What a program that failed has left of raw mode goes: bash gives the next program the settings that it finds. After a
# program that ended well they are what it was for.
__roost_leave_raw() {
    case "$(builtin command stty -a 2>/dev/null) " in
    *-isig[[:space:]]* | *-icanon[[:space:]]* | *-opost[[:space:]]* | *-echo[[:space:]]*)
        builtin command stty brkint icrnl opost onlcr icanon isig iexten echo echoe echok 2>/dev/null || :
        ;;
    esac
}

# The end of the last command, if one ran, and the directory, if it changed. First in PROMPT_COMMAND, and gives
# back the status that it found for what comes after it.
__roost_status() {
    { local status=$?; local -; set +x; } 2>/dev/null
    if [[ $__roost_running == 1 ]]; then
        __roost_running=0
        builtin printf '\e]133;D;%s\a' "$status"
        if [[ $status != 0 ]]; then __roost_leave_raw; fi
    fi
    if [[ $__roost_directory != "$PWD" ]]; then
        __roost_directory=$PWD
        __roost_tell_directory
    fi
    # Where the history stands: a line that is kept moves it on by one. Up to 2 the versions count differently. Before
    # anything sets PS1: bash tells the number by where it keeps that string, and would take another for it.
    __roost_number=${__roost_place@P}
    if [[ $__roost_number == 1 && -z $(builtin history 1) ]]; then __roost_number=0; fi
    # A status that is not 0 would end a shell with `set -e` here.
    if [[ $- == *e* ]]; then return 0; fi
    return "$status"
}

# Puts the marks around the prompt, whatever has set it meanwhile. Last in PROMPT_COMMAND.
__roost_prompt() {
    { local status=$?; local -; set +x; } 2>/dev/null
    local prompt=${PS1-}
    prompt=${prompt//"$__roost_before"/}
    prompt=${prompt//"$__roost_after"/}
    if [[ ${PS1+${PS1@a}} == *r* ]]; then
        # A prompt that nobody may change has its beginning marked before it.
        builtin printf '\e]133;A\a'
    elif [[ -n $prompt ]]; then
        PS1=$__roost_before$prompt$__roost_after
    else
        # readline(3) writes no prompt of which nothing can be seen.
        PS1=
        builtin printf '\e]133;A\a\e]133;B\a'
    fi
    if [[ -z $__roost_no_begin && ${PS0-} != "$__roost_begin"* && ${PS0+${PS0@a}} != *r* ]]; then
        PS0=$__roost_begin${PS0-}
    fi
    if [[ $- == *e* ]]; then return 0; fi
    return "$status"
}

# The same as __roost_status for a prompt that expands it. Runs in a subshell.
__roost_mark() {
    { local status=$?; set +x; } 2>/dev/null
    if [[ $__roost_running == 1 ]]; then
        builtin printf '\e]133;D;%s\a' "$status"
        if [[ $status != 0 ]]; then __roost_leave_raw; fi
    fi
    __roost_tell_directory
}

# The start of a command, with its text as far as the history has it: a line that was kept out of it (a blank
# before it, a repetition) is read from the screen instead. Runs in a subshell, from PS0.
__roost_command() {
    { set +eux; } 2>/dev/null
    local LC_ALL=C HISTTIMEFORMAT= line
    if [[ ${__roost_place@P} == "$((__roost_number + 1))" ]]; then
        line=$(builtin history 1)
        # A number, a star where the line was changed, a blank, and the line.
        line=${line#"${line%%[![:space:]]*}"}
        line=${line#"${line%%[!0-9]*}"}
        line=${line:2}
        if [[ -n $line && ${#line} -le 4096 ]]; then
            __roost_encode "$line"
            builtin printf '\e]133;C;cmdline_url=%s\a' "$__roost_encoded"
            return
        fi
    fi
    builtin printf '\e]133;C\a'
}

# Whether nobody can set the variable $1.
__roost_is_readonly() {
    local attributes
    attributes=$(builtin declare -p "$1" 2>/dev/null)
    attributes=${attributes#declare }
    [[ ${attributes%%[!a-zA-Z-]*} == *r* ]]
}

# Sets the marks up; $1 is the trap on DEBUG, if there is one.
__roost_setup() {
    { local -; set +eux; } 2>/dev/null
    unset __roost_rcfile
    # PS0 needs 4.4. A version before it stays as the user has set it up.
    if ((BASH_VERSINFO[0] < 4 || (BASH_VERSINFO[0] == 4 && BASH_VERSINFO[1] < 4))); then return 0; fi
    __roost_running=0
    __roost_directory=
    __roost_empty=
    __roost_number=
    __roost_place='\!'
    __roost_before='\[\e]133;A\a\]'
    __roost_after='\[\e]133;B\a\]'
    # The prompt variables may be exported, and reach a bash without these functions: there the words below
    # expand to a colon.
    __roost_first=__roost_status
    __roost_last=__roost_prompt
    __roost_call=__roost_command
    __roost_told=__roost_mark
    if shopt -q promptvars; then
        # The first expansion is empty; its arithmetic says in this very shell that a command runs.
        __roost_begin='${__roost_empty-}${__roost_empty:$((__roost_running=1,0))}$(${__roost_call:-:})'
    else
        __roost_begin='\e]133;C\a'
        __roost_running=
    fi
    __roost_no_begin=
    if __roost_is_readonly PS0; then __roost_no_begin=1; fi
    if __roost_is_readonly PROMPT_COMMAND || { [[ -n $1 && -z ${PROMPT_COMMAND-} ]] && shopt -q promptvars; }; then
        # Commands before the prompt cannot be added, or would be seen by the trap: the prompt itself tells.
        if ! __roost_is_readonly PS1 && shopt -q promptvars; then
            PS1='\[$(${__roost_told:-:})${__roost_empty-}${__roost_empty:$((__roost_running=0,__roost_number=\!-1,0))}\]'$__roost_before${PS1-}$__roost_after
        fi
        if [[ -z $__roost_no_begin ]]; then PS0=$__roost_begin${PS0-}; fi
    elif ((BASH_VERSINFO[0] > 5 || (BASH_VERSINFO[0] == 5 && BASH_VERSINFO[1] >= 1))); then
        PROMPT_COMMAND=('${__roost_first:-:}' ${PROMPT_COMMAND[@]+"${PROMPT_COMMAND[@]}"} '${__roost_last:-:}')
    else
        PROMPT_COMMAND='${__roost_first:-:}'$'\n'${PROMPT_COMMAND-}$'\n''${__roost_last:-:}'
    fi
    return 0
}

if [ -n "${ROOST_BASH_LOGIN-}" ]; then
    # Started with --posix, in which ENV is the only file that bash reads. Undo what that mode has set, and do
    # what a login shell does (bash(1), INVOCATION).
    set +o posix
    shopt -u inherit_errexit 2>/dev/null
    unset ENV
    if [ -n "${ROOST_BASH_ENV-}" ]; then export ENV="$ROOST_BASH_ENV"; fi
    if [ -n "${ROOST_BASH_HISTFILE-}" ]; then export -n HISTFILE; fi
    unset ROOST_BASH_LOGIN ROOST_BASH_ENV ROOST_BASH_HISTFILE
    if [ -r /etc/profile ]; then . /etc/profile; fi
    if [ -r ~/.bash_profile ]; then
        . ~/.bash_profile
    elif [ -r ~/.bash_login ]; then
        . ~/.bash_login
    elif [ -r ~/.profile ]; then
        . ~/.profile
    fi
elif [ -n "${ROOST_BASH_RCFILE-}" ]; then
    # The name must not reach the programs, but the file is still to be read.
    __roost_rcfile=$ROOST_BASH_RCFILE
    unset ROOST_BASH_RCFILE
    if [ -r "$__roost_rcfile" ]; then . "$__roost_rcfile"; fi
elif [ -r ~/.bashrc ]; then
    . ~/.bashrc
fi
__roost_setup "$(builtin trap -p DEBUG)"
