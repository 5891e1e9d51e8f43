package io.backstay.incident.report;

import io.backstay.incident.print.Sheet;
import io.backstay.policy.draw.Drawing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pictures of a case's report, each in the section of what it shows. A fact that there is not has no picture.
///
/// @param curve of the database that held the data, absent where there is none
record CasePictures(
        CaseStory story, Variant variant, @Nullable CaseCurve curve) {
    List<Sheet.Drawn> in(String section) {
        List<Sheet.Drawn> drawn = new ArrayList<>();
        switch (section) {
            case "timeline" ->
                add(
                        drawn,
                        "timeline",
                        "The landmarks of the case, on an axis of time",
                        Landmarks.of(story, new Voice(variant, story.intake().zone()).clock()));
            case "impact" -> {
                RestoreOutcome outcome = story.outcome();
                add(
                        drawn,
                        "rows",
                        "Rows lost, brought back and kept as typed since",
                        RowBars.of(outcome == null ? List.of() : outcome.rows()));
            }
            case "objectives" -> {
                // It names the database as we do, and shows how we are set up: nothing for outside.
                CaseCurve shown = curve;
                if (shown != null && variant.isOpen()) {
                    add(
                            drawn,
                            "curve",
                            "How far apart the moments lie that " + shown.asset()
                                    + " can go back to, as " + shown.policy()
                                    + " promises it, as it is configured and as it is",
                            shown.curve().drawing());
                }
            }
            default -> {}
        }
        return List.copyOf(drawn);
    }

    private static void add(List<Sheet.Drawn> drawn, String file, String words, @Nullable Drawing drawing) {
        if (drawing != null) {
            drawn.add(new Sheet.Drawn(file, words, drawing));
        }
    }
}
