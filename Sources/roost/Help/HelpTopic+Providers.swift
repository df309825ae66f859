extension HelpTopic {
    /// Each step was tried as it stands here; the test of this file does them again.
    static let addingAProvider = #"""
        ADDING A PROVIDER: ONE FILE AND ONE RECORDING

        A provider is a CLI that roost knows: how to start it, and what its screen means. All of them are files of TOML,
        those that roost brings along too; yours stand in the folder that step 1 makes. In all steps "mycli" stands for your
        CLI.

         1. Write down how it is started.

              mkdir -p "$(dirname "$(roost config path)")/providers"
              cd "$(dirname "$(roost config path)")/providers"
              echo 'commands = ["mycli"]' > mycli.toml
              roost config check

            If a server runs already, have it read the file: roost config reload.

         2. Record it: work with it for a minute. Let it wait, work and ask for something, then leave it.

              roost new -p mycli -n first
              roost replay first --export cast -o mycli.cast

         3. See what roost makes of the recording. Every line is a change; without rules all of it is "running".

              roost provider test mycli --recording mycli.cast

         4. Say where it takes its input. For a prompt that is a row beginning with ">" add this to mycli.toml:

              [screen]
              prompt = "marked"
              prompt_markers = ">"

            "boxed" is a prompt between two lines or in a frame, "bare" one at the left edge, "marked" the lowest row
            that begins with a marker, "row" any row of the cursor that one of prompt_rows matches.

         5. Say what its words mean, each in one place of the screen. A rule has a name, a region, what it matches there, and
            a state or an attention:

              [[rule]]
              name = "work"
              region = "status"
              match = "Working*"
              state = "processing"

              [[rule]]
              name = "permission"
              region = "form"
              match = "Allow this?*"
              attention = "approval"

            * is anything, [ab] and [a-z] one character of a set. Regions: menu (a row above options, which need
            selection_markers in [screen]), menu-keys (the row below them), option, form (a dialog without options; "ending"
            is its last row), status (above the prompt), footer (below it), message (a row of the program itself, above),
            cursor (the cursor's row), above-cursor (what stands above its blank row), title, notification. States:
            processing, waiting_input. Attentions: approval, question, authentication, trust, rate_limited, retrying.

         6. Test again, now with what is right at some instants of the recording; it exits with 1 if it is not so.

              roost provider test mycli --recording mycli.cast --expect 2=waiting_input/none

         7. Have the server read it. What runs already is looked at by the new rules.

              roost config reload
              roost provider explain first

        A built-in provider is changed by a file of its name: what the file does not say stays. A rule of the same name takes
        the place of the built-in one, "enabled = false" takes it away, and new ones are tried first. To see all of it:

              roost provider show claude

        What it prints can be saved and edited. Further keys: arguments, full_access, resume, resume_latest, unset (hidden
        from it), pass (passed on to it, as "NAME" or "BEGINNING_*"), [environment] (set for it), glyph, restore, detect (the
        provider whose rules apply), [hooks] (arguments, and settings in a file, that make it call "roost event" when it
        begins, asks and ends, see roost help event), [print] (how it runs without a screen) and [tasks].
        """#
}
