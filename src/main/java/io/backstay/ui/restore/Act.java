package io.backstay.ui.restore;

/// The one thing to do next.
///
/// @param text    the button's words
/// @param enabled whether it can be done now
/// @param hint    what comes of it, or why it cannot be done yet
public record Act(String text, boolean enabled, String hint) {}
