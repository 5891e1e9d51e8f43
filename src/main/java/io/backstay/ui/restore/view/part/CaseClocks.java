package io.backstay.ui.restore.view.part;

import io.backstay.ui.restore.found.Known;
import io.backstay.ui.restore.found.Known.Opened;
import io.backstay.ui.restore.found.Moments;
import java.time.Instant;

/// The clocks of a case, as every pane shows them on the right.
public final class CaseClocks {
    private CaseClocks() {}

    /// Adds the clocks that run; none before a restore is begun.
    public static void add(SidePane side, Known known, Clocks clocks, Instant now) {
        Opened opened = known.opened();
        if (opened == null) {
            return;
        }
        Instant reported = opened.intake().reportedAt();
        side.head("fth-clock", "Clocks").row("Since report", Moments.utc(reported), clocks.since(reported, now));
        Instant expires = opened.verdict().expiresAt();
        if (expires != null) {
            side.row("Until the point expires", Moments.utc(expires), clocks.until(expires, now));
        }
    }
}
