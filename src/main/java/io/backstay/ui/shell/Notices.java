package io.backstay.ui.shell;

import io.backstay.act.check.Alerts;

/// What the window tells by itself.
///
/// @param alerts  what there is to tell
/// @param desktop how it is told beside the window
/// @param policy  the policy whose findings are opened from a notice
public record Notices(Alerts alerts, DesktopNotice desktop, String policy) {
    /// For a window that tells nothing.
    public static final Notices NONE = new Notices(Alerts.NONE, DesktopNotice.NONE, "");
}
