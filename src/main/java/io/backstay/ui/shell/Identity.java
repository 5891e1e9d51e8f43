package io.backstay.ui.shell;

/// Who sits here, in which role, at which program.
///
/// @param operator a person's name
/// @param role     such as `Responder`
/// @param version  of this program, such as `0.1.0`
public record Identity(String operator, String role, String version) {}
