package io.backstay.incident.after;

/// Something that somebody has to do because of a case.
///
/// @param id    names it within its case, such as `A3-0f2c`
/// @param what  is to be done
/// @param owner who sees to it
/// @param due   the last day on which it is in time, in UTC, such as `2026-12-24`
public record Action(String id, Kind kind, String what, String owner, String due) {
    /// The kind of paper that it is kept as.
    public static final String PAPER = "action";

    public Action {
        Days.require(due);
    }

    /// What kind of thing it is.
    public enum Kind {
        /// Keeps it from happening again.
        CORRECTIVE("Corrective action"),
        /// Shows that what is kept can be restored.
        RESTORE_TEST("Restore test"),
        /// Mends what was found, such as a gap in the log.
        REMEDIATION("Remediation");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /// What a person reads.
        public String title() {
            return title;
        }
    }
}
