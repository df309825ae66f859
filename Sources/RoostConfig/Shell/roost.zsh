# Marks prompts, commands and the working directory for roost (OSC 133, OSC 7). zsh reads this as .zshenv, from
# a ZDOTDIR that is roost's own; it gives the user's back and reads the user's .zshenv, and zsh goes on with the
# user's other files by itself.
#
# https://gitlab.freedesktop.org/Per_Bothner/specifications/blob/master/proposals/semantic-prompts.md

if [[ -n ${ROOST_ZDOTDIR+set} ]]; then
    'builtin' 'export' ZDOTDIR="$ROOST_ZDOTDIR"
    'builtin' 'unset' 'ROOST_ZDOTDIR'
else
    'builtin' 'unset' 'ZDOTDIR'
fi

# Not in a function: what the user's file declares is global. The marks are set up whatever that file does.
{
    if [[ -r ${ZDOTDIR-${HOME-}}/.zshenv ]]; then
        'builtin' 'source' "${ZDOTDIR-${HOME-}}/.zshenv"
    fi
} always {
    if [[ -o interactive ]]; then
        # Percent-encodes $1 into REPLY, byte by byte.
        __roost_encode() {
            'builtin' 'emulate' -L zsh -o no_multibyte
            'builtin' 'local' LC_ALL=C text=$1 byte
            REPLY=
            for byte in ${(s::)text}; do
                case $byte in
                    ([a-zA-Z0-9/:_.~,@=+-]) REPLY+=$byte ;;
                    (*) REPLY+=%${(l:2::0:)$(( [##16] #byte & 255 ))} ;;
                esac
            done
        }

        # Puts the marks around the prompt, whatever has set it meanwhile; false if they were there.
        __roost_mark() {
            # Without this option of the user's the marks would be shown as they are written.
            if [[ ! -o prompt_percent ]]; then 'builtin' 'return' 1; fi
            'builtin' 'emulate' -L zsh
            if [[ ${PS1-} == "$__roost_before"*"$__roost_after" ]]; then 'builtin' 'return' 1; fi
            PS1=${${PS1-}//"$__roost_before"}
            PS1=$__roost_before${PS1//"$__roost_after"}$__roost_after
        }

        # Keeps the settings of the terminal.
        __roost_keep_settings() {
            'builtin' 'emulate' -L zsh
            __roost_settings=$('builtin' 'command' stty -g 2>/dev/null)
            'builtin' 'return' 0
        }

        # What a program that failed has left of raw mode goes, with the keys that it has moved (mc and emacs make
        # C-g of C-c): zsh's line editor and the next program would have it. After a program that ended well the
        # settings are what it was for.
        __roost_leave_raw() {
            'builtin' 'emulate' -L zsh
            case "$('builtin' 'command' stty -a 2>/dev/null) " in
                (*-(isig|icanon|opost|echo)[[:space:]]*)
                    'builtin' 'command' stty $__roost_settings brkint icrnl opost onlcr icanon isig iexten \
                        echo echoe echok 2>/dev/null
                    ;;
            esac
        }

        # Before each prompt: the end of the last command, if one ran; the directory, if it changed; the marks.
        __roost_precmd() {
            'builtin' 'local' -i code=$?
            if __roost_mark; then :; fi
            'builtin' 'emulate' -L zsh
            'builtin' 'local' REPLY
            if (( __roost_running )); then
                'builtin' 'printf' '\e]133;D;%d\a' $code
                if (( code )); then __roost_leave_raw; fi
            fi
            # At first, and after a command that may have been there to change them.
            if [[ -z $__roost_settings ]] || (( __roost_running == 2 && ! code )); then __roost_keep_settings; fi
            __roost_running=0
            if [[ $__roost_directory != $PWD ]]; then
                __roost_directory=$PWD
                __roost_encode $PWD
                'builtin' 'printf' '\e]7;file://%s%s\a' "${HOST-}" "$REPLY"
            fi
            # Themes set the prompt in functions like this one: from the next prompt on it is the last, and for
            # this one the line editor comes after all of them.
            if [[ ${precmd_functions[-1]-} != __roost_precmd ]]; then
                precmd_functions=(${precmd_functions:#__roost_precmd} __roost_precmd)
                if [[ -o zle ]] && 'builtin' 'autoload' -Uz +X add-zle-hook-widget 2>/dev/null; then
                    add-zle-hook-widget line-init __roost_line_init
                fi
            fi
        }

        __roost_line_init() {
            if __roost_mark; then 'builtin' 'zle' reset-prompt; fi
        }

        # After each line that was typed, with its text unless the shell keeps no history.
        __roost_preexec() {
            # Without multibyte characters the length is one in bytes.
            'builtin' 'emulate' -L zsh -o no_multibyte
            'builtin' 'local' REPLY
            if [[ ${3-} == *stty* ]]; then __roost_running=2; else __roost_running=1; fi
            if [[ -n ${1-} ]] && (( ${#1} <= 4096 )); then
                __roost_encode $1
                'builtin' 'printf' '\e]133;C;cmdline_url=%s\a' "$REPLY"
            else
                'builtin' 'printf' '\e]133;C\a'
            fi
        }

        'builtin' 'typeset' -gi __roost_running=0
        'builtin' 'typeset' -g __roost_directory= __roost_settings=
        'builtin' 'typeset' -g __roost_before=$'%{\e]133;A\a%}' __roost_after=$'%{\e]133;B\a%}'
        'builtin' 'typeset' -ga precmd_functions preexec_functions
        precmd_functions+=(__roost_precmd)
        preexec_functions+=(__roost_preexec)
    fi
}
