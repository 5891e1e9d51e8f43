package io.backstay.ui.incidents;

import io.backstay.incident.timeline.Line;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A line of the timeline as the screen shows it.
///
/// @param picture where its picture lies, absent when it has none or the picture is not here
record TimelineItem(Line line, @Nullable Path picture) {
    /// Whether it names a picture that cannot be shown here.
    boolean lacksPicture() {
        return line.picture() != null && picture == null;
    }

    /// Who said it, and what else is known of it.
    String about() {
        Line.Retimed retimed = line.retimed();
        return line.who()
                + (line.source() == null ? "" : ", from " + line.source())
                + (retimed == null
                        ? ""
                        : "; first " + retimed.original() + ", corrected by " + retimed.by() + ": " + retimed.why());
    }

    /// Who vouches for it, with the entry of the record.
    String vouched() {
        Line.Reference reference = line.reference();
        String entry = reference == null ? "" : ", entry " + reference.entry() + " of " + reference.record();
        return switch (line.mark()) {
            case RECORD -> "From the record" + entry;
            case HAND -> "By hand" + entry;
        };
    }
}
