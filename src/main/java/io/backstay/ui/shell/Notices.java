package io.backstay.ui.shell;

import io.backstay.act.bell.Bells;
import io.backstay.act.check.Alerts;
import io.backstay.ui.kit.bell.Chime;

/// What the window tells by itself.
///
/// @param alerts  what there is to tell
/// @param desktop how it is told beside the window
/// @param bells   clocks that should be heard
/// @param chime   how they are heard
public record Notices(Alerts alerts, DesktopNotice desktop, Bells bells, Chime chime) {
    /// For a window that tells nothing.
    public static final Notices NONE = new Notices(Alerts.NONE, DesktopNotice.NONE);

    /// Where nothing is heard.
    public Notices(Alerts alerts, DesktopNotice desktop) {
        this(alerts, desktop, Bells.NONE, Chime.NONE);
    }
}
