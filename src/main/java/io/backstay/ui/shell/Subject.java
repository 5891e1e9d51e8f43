package io.backstay.ui.shell;

/// What the header names: the estate, or the tenant that a restore is about.
///
/// @param name   in bold, such as `Practice estate` or `Harrow & Finch`
/// @param id     in the mono font, empty for none
/// @param detail quiet words, such as `48,217 rows`, empty for none
public record Subject(String name, String id, String detail) {}
