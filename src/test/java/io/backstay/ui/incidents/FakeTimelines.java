package io.backstay.ui.incidents;

import io.backstay.act.incident.Timelines;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.intake.Which;
import io.backstay.incident.timeline.Line;
import io.backstay.incident.timeline.Picture;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The timeline of an invented case.
final class FakeTimelines implements Timelines {
    final List<String> done = new ArrayList<>();
    final List<Told> told = new ArrayList<>();

    @Nullable
    Path picture;

    @Override
    public List<Line> lines(String caseId) {
        return List.of(
                line("02:05:00", "Priya Nair", "Report received: " + caseId, "incident.open", Line.Mark.HAND),
                line("02:12:00", "jonas", "Verdict: partly. 14 h 56 min lost.", "incident.verdict", Line.Mark.RECORD),
                merged(),
                shot(),
                line("02:22:00", "Backstay", "Staging began from Thu 12 Mar 16:04", "restore.stage", Line.Mark.RECORD),
                line("02:58:00", "jonas", "Connection crm tested", "connection.test", Line.Mark.RECORD),
                line("04:46:12", "Backstay", "2,763 rows imported and proven", "restore.import", Line.Mark.RECORD));
    }

    private static Line line(String time, String who, String what, String act, Line.Mark mark) {
        Instant at = Instant.parse("2026-03-16T" + time + "Z");
        return new Line("id" + time, at, null, who, what, mark, act, new Line.Reference("backstay/1", 17), null, null);
    }

    private static Line merged() {
        Instant at = Instant.parse("2026-03-16T02:14:00Z");
        var retimed = new Line.Retimed(at.plusSeconds(3_600), "jonas", at, "the phone log");
        return new Line("m", at, retimed, "Mira", "Saw the errors", Line.Mark.HAND, null, null, "chat.csv", null);
    }

    private static Line shot() {
        Instant at = Instant.parse("2026-03-16T02:15:00Z");
        var picture = new Picture("p", "ab".repeat(32), "shot.png", "png", 40, 30);
        return new Line(
                "p", at, null, "jonas", "Picture: the error", Line.Mark.HAND, "incident.picture", null, null, picture);
    }

    @Override
    public List<Told> told(String caseId) {
        return List.copyOf(told);
    }

    @Override
    public void retime(String caseId, String line, Instant at, String why) {
        done.add("retime " + line + " " + at + " " + why);
    }

    @Override
    public void picture(String caseId, Path file, String words, @Nullable Instant at) {
        done.add("picture " + words);
    }

    @Override
    public @Nullable Path shown(String caseId, Picture wanted) {
        return picture;
    }

    @Override
    public Merge preview(String caseId, Path file, @Nullable ZoneId zone, @Nullable Which which)
            throws BackstayException {
        if (zone == null) {
            throw new BackstayException(new Failure.BadInput("Row 2 says no time zone.", "Name the zone."));
        }
        return new Merge("chat.csv", List.of(new CaseEntry(Instant.EPOCH, "mira", "Saw the errors")), 1, 0);
    }

    @Override
    public Merge merge(String caseId, Path file, @Nullable ZoneId zone, @Nullable Which which)
            throws BackstayException {
        done.add("merge " + zone);
        return preview(caseId, file, zone, which);
    }

    @Override
    public void include(String caseId, long entry) {
        throw new UnsupportedOperationException("no screen counts acts");
    }
}
