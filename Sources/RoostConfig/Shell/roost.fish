# Marks prompts, commands and the working directory for roost (OSC 133, OSC 7). fish reads this through
# --init-command, after the user's configuration.
#
# https://gitlab.freedesktop.org/Per_Bothner/specifications/blob/master/proposals/semantic-prompts.md

# From 4.0 on fish writes all these marks by itself.
if status is-interactive; and string match --quiet --regex '^[123]\.' -- $version
    function __roost_directory --on-variable PWD
        printf '\e]7;file://%s%s\a' $hostname (string escape --style=url -- $PWD)
    end

    function __roost_prompt_start --on-event fish_prompt
        # The user may choose another prompt at any time; the end of each is marked by a wrapper around it.
        if not string match --quiet --entire __roost_prompt_end -- (functions fish_prompt)
            functions --erase __roost_user_prompt
            functions --copy fish_prompt __roost_user_prompt
            # The user's comes first, so that it sees $status and $pipestatus untouched.
            function fish_prompt --description 'the prompt, with its end marked'
                __roost_user_prompt
                __roost_prompt_end
            end
        end
        printf '\e]133;A\a'
    end

    function __roost_prompt_end
        printf '\e]133;B\a'
    end

    function __roost_command_start --on-event fish_preexec
        set --local text (string escape --style=url -- $argv[1] | string collect)
        if test (string length -- $text) -le 12288
            printf '\e]133;C;cmdline_url=%s\a' $text
        else
            printf '\e]133;C\a'
        end
    end

    function __roost_command_end --on-event fish_postexec
        printf '\e]133;D;%s\a' $status
    end

    __roost_directory
end
