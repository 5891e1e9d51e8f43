package io.backstay.estate;

/// Whose data an asset holds; shown as colour and word on every window.
public enum Environment {
    PRODUCTION,
    STAGING,
    /// The lab: made-up data on this machine.
    PRACTICE
}
