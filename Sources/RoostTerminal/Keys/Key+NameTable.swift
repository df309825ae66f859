extension Key {
    /// The names of keys; the first of a key is canonical, the others are what tmux and people write.
    static let names: [(name: String, code: Code)] = [
        ("Space", .character(" ")), ("Enter", .enter), ("Return", .enter), ("Tab", .tab),
        ("BSpace", .backspace), ("Backspace", .backspace), ("Escape", .escape), ("Esc", .escape),
        ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right), ("Home", .home), ("End", .end),
        ("Insert", .insert), ("IC", .insert), ("Ins", .insert), ("Delete", .delete), ("DC", .delete),
        ("Del", .delete), ("PageUp", .pageUp), ("PgUp", .pageUp), ("PPage", .pageUp),
        ("PageDown", .pageDown), ("PgDn", .pageDown), ("NPage", .pageDown), ("Menu", .menu),
        ("CapsLock", .capsLock), ("ScrollLock", .scrollLock), ("NumLock", .numLock),
        ("PrintScreen", .printScreen), ("Pause", .pause), ("Unidentified", .unidentified),

        ("KP0", .keypad(.zero)), ("KP1", .keypad(.one)), ("KP2", .keypad(.two)), ("KP3", .keypad(.three)),
        ("KP4", .keypad(.four)), ("KP5", .keypad(.five)), ("KP6", .keypad(.six)), ("KP7", .keypad(.seven)),
        ("KP8", .keypad(.eight)), ("KP9", .keypad(.nine)), ("KP.", .keypad(.decimal)),
        ("KP/", .keypad(.divide)), ("KP*", .keypad(.multiply)), ("KP-", .keypad(.subtract)),
        ("KP+", .keypad(.add)), ("KPEnter", .keypad(.enter)), ("KP=", .keypad(.equal)),
        ("KP,", .keypad(.separator)), ("KPLeft", .keypad(.left)), ("KPRight", .keypad(.right)),
        ("KPUp", .keypad(.up)), ("KPDown", .keypad(.down)), ("KPPageUp", .keypad(.pageUp)),
        ("KPPageDown", .keypad(.pageDown)), ("KPHome", .keypad(.home)), ("KPEnd", .keypad(.end)),
        ("KPInsert", .keypad(.insert)), ("KPDelete", .keypad(.delete)), ("KPBegin", .keypad(.begin)),

        ("Play", .media(.play)), ("PauseMedia", .media(.pause)), ("PlayPause", .media(.playPause)),
        ("Reverse", .media(.reverse)), ("Stop", .media(.stop)), ("FastForward", .media(.fastForward)),
        ("Rewind", .media(.rewind)), ("TrackNext", .media(.trackNext)),
        ("TrackPrevious", .media(.trackPrevious)), ("Record", .media(.record)),
        ("LowerVolume", .media(.lowerVolume)), ("RaiseVolume", .media(.raiseVolume)),
        ("MuteVolume", .media(.muteVolume)),

        ("LeftShift", .modifier(.leftShift)), ("LeftControl", .modifier(.leftControl)),
        ("LeftAlt", .modifier(.leftAlt)), ("LeftSuper", .modifier(.leftSuper)),
        ("LeftHyper", .modifier(.leftHyper)), ("LeftMeta", .modifier(.leftMeta)),
        ("RightShift", .modifier(.rightShift)), ("RightControl", .modifier(.rightControl)),
        ("RightAlt", .modifier(.rightAlt)), ("RightSuper", .modifier(.rightSuper)),
        ("RightHyper", .modifier(.rightHyper)), ("RightMeta", .modifier(.rightMeta)),
        ("ISOLevel3Shift", .modifier(.isoLevel3Shift)), ("ISOLevel5Shift", .modifier(.isoLevel5Shift)),
    ]
}
