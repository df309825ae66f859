extension HelpTopic {
    /// What an AI CLI in a session is told, as it stands: `roost help agents > SKILL.md`.
    static let workingWithSessions = #"""
        ---
        name: roost
        description: Start, prompt, watch and read other terminal sessions and AI CLIs on this machine with the roost command.
        ---
        # roost: other sessions beside yours

        You run in a session of roost, a terminal multiplexer. $ROOST_SESSION is your own session's number. The command
        roost starts other sessions, types into them, waits for them and reads them. A TARGET is a session's name or
        number. Every command takes --json, exits with 0 when it did what was asked, and says in one line why it did not.

        See what there is, and what each session does or needs:

            roost list --json
            roost capture TARGET
            roost capture TARGET --scrollback

        Start a program without taking the person's screen, read it, end it:

            roost new -d -n build -- make test
            roost wait build --exit --timeout 600
            roost capture build --scrollback
            roost kill build

        A program that has ended keeps its screen and its history:

            roost history build
            roost remove build

        Give a session a line, or keys by name (C-c, Enter, Up, Escape):

            roost send TARGET --enter "make test"
            roost send TARGET --keys C-c

        Start another AI CLI and work with it. ask types a prompt as a person does, waits until the turn is over, and
        prints the answer; "roost provider list" names the CLIs:

            roost new -d -n helper -p claude
            roost wait helper --settled --timeout 60
            roost ask helper --timeout 600 "Review the last commit"

        ask exits with 4 when there will be no answer: blocked, stalled, rate_limited or ended. When it is blocked, or
        "roost list" shows an attention, see what is asked, and leave to the person what only they may decide:

            roost list --json
            roost answer TARGET 1

        Never answer an approval of another CLI that your own person has not allowed. To run one prompt without a screen,
        as a task with a result, see "roost run --help".

        Wait for the first of several things:

            roost wait TARGET --state waiting_input --attention approval --text "^ERROR" --timeout 300

        Tell the person what you do, or that you need them; "nothing" takes it back:

            roost event processing --text "running the migration"
            roost event question --text "Which database?"
            roost event nothing

        Say what you are at in a word of your own, with facts for programs; others choose and wait by it:

            roost state reviewing --data '{"pr": 12}'
            roost state --clear
            roost list --state reviewing
            roost wait TARGET --state reviewing

        Find what any session has printed:

            roost search "connection refused"
        """#
}
