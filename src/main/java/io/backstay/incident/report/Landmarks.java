package io.backstay.incident.report;

import io.backstay.base.Durations;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.policy.draw.Drawing;
import io.backstay.policy.draw.Pen;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The landmarks of a case on an axis of time that is to scale: each is joined to its name below, since they often lie
/// close together. What is not known is left out.
final class Landmarks {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 160;
    private static final int LEFT = 24;
    private static final int WIDE = WIDTH - 2 * LEFT;
    private static final int AXIS = 34;
    private static final int NAMES = 96;
    private static final int LINE = 15;
    private static final int TICKS_MAX = 8;
    private static final double MARK = 7;
    private static final String TEXT = "#1f2328";
    private static final String MUTED = "#59636e";
    private static final String MARKED = "#0969da";
    private static final Pen.Stroke GRID = Pen.Stroke.of("#d1d9e0", 1);
    private static final Pen.Stroke LEAD = Pen.Stroke.of("#8c959f", 1);
    private static final Pen.Stroke TIME = Pen.Stroke.of(TEXT, 2);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern(" xxx", Locale.ROOT);
    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1));

    private final List<Mark> marks;
    private final ZoneId zone;
    private final @Nullable Span loss;
    private final Span axis;

    private Landmarks(List<Mark> marks, ZoneId zone, @Nullable Span loss) {
        this.marks = marks;
        this.zone = zone;
        this.loss = loss;
        var marked = new Span(marks.getFirst().at(), marks.getLast().at());
        this.axis = loss == null ? marked : marked.with(loss);
    }

    private record Span(Instant from, Instant to) {
        /// Where the loss can lie: not later than the call that told of it; null where no moment is known.
        static @Nullable Span ofLoss(CaseIntake intake) {
            Instant about = intake.about();
            if (about == null) {
                return null;
            }
            Instant latest = about.plus(intake.spread());
            Instant told = intake.reportedAt();
            return new Span(about.minus(intake.spread()), latest.isAfter(told) && !about.isAfter(told) ? told : latest);
        }

        boolean isMoment() {
            return from.equals(to);
        }

        Span with(Span other) {
            return new Span(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
        }
    }

    /// A moment and its short name.
    record Mark(Instant at, String name) {}

    /// The landmarks that are known, oldest first.
    static List<Mark> marks(CaseStory story) {
        List<Mark> marks = new ArrayList<>();
        RestoreOutcome outcome = story.outcome();
        if (outcome != null && outcome.committed()) {
            add(marks, outcome.restoredTo(), "Last good moment");
            Proof proof = outcome.proof();
            add(marks, proof == null ? null : proof.committedAt(), "Restored");
        }
        add(marks, story.recovery().undoneAt(), "Undone");
        add(marks, story.intake().about(), LOST);
        add(marks, story.intake().reportedAt(), "Reported");
        add(marks, story.recovery().declaredAt(), "Declared");
        add(marks, story.recovery().answeredAt(), "Service answered");
        add(marks, story.file().closedAt(), "Closed");
        marks.sort(Comparator.comparing(Mark::at));
        return List.copyOf(marks);
    }

    private static final String LOST = "Lost, about";

    private static void add(List<Mark> marks, @Nullable Instant at, String name) {
        if (at != null) {
            marks.add(new Mark(at, name));
        }
    }

    /// The picture; null where there are not two moments to put on an axis.
    static @Nullable Drawing of(CaseStory story, ZoneId zone) {
        List<Mark> marks = marks(story);
        if (marks.size() < 2 || !marks.getFirst().at().isBefore(marks.getLast().at())) {
            return null;
        }
        var landmarks = new Landmarks(marks, zone, Span.ofLoss(story.intake()));
        return new Drawing(WIDTH, HEIGHT, landmarks::draw);
    }

    private void draw(Pen pen) {
        ticks(pen);
        pen.line(List.of(new Pen.Spot(LEFT, AXIS), new Pen.Spot(LEFT + WIDE, AXIS)), TIME);
        double slot = (double) WIDTH / marks.size();
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            double x = x(mark.at());
            double middle = slot * (i + 0.5);
            pen.line(
                    List.of(
                            new Pen.Spot(x, AXIS),
                            new Pen.Spot(x, AXIS + 2 * MARK),
                            new Pen.Spot(middle, NAMES - LINE - 8),
                            new Pen.Spot(middle, NAMES - LINE + 2)),
                    LEAD);
            if (loss != null && mark.name().equals(LOST)) {
                double from = x(loss.from());
                pen.hatch(new Pen.Box(from, AXIS - 1.5 * MARK, Math.max(2, x(loss.to()) - from), 3 * MARK));
            }
            pen.fill(new Pen.Box(x - MARK / 2, AXIS - MARK / 2, MARK, MARK), MARKED);
            ZonedDateTime at = mark.at().atZone(zone);
            String offset = zone.equals(ZoneOffset.UTC) ? " UTC" : OFFSET.format(at);
            pen.text(new Pen.Spot(middle, NAMES), mark.name(), Pen.Anchor.MIDDLE, TEXT, true);
            pen.text(new Pen.Spot(middle, NAMES + LINE), DAY.format(at), Pen.Anchor.MIDDLE, TEXT, false);
            pen.text(new Pen.Spot(middle, NAMES + 2 * LINE), CLOCK.format(at) + offset, Pen.Anchor.MIDDLE, TEXT, false);
        }
        String scale = "To scale; above the axis, the time since the first of these moments."
                + (loss == null || loss.isMoment() ? "" : " Hatched: where the loss can lie.");
        pen.text(new Pen.Spot(LEFT, HEIGHT - 8), scale, Pen.Anchor.START, MUTED, false);
    }

    private void ticks(Pen pen) {
        Duration span = Duration.between(marks.getFirst().at(), marks.getLast().at());
        Duration step = step(span);
        for (Duration at = Duration.ZERO; at.compareTo(span) <= 0; at = at.plus(step)) {
            double x = x(marks.getFirst().at().plus(at));
            pen.line(List.of(new Pen.Spot(x, AXIS - 10), new Pen.Spot(x, AXIS)), GRID);
            String words = at.isZero() ? "0" : Durations.words(at);
            pen.text(new Pen.Spot(x, AXIS - 16), words, Pen.Anchor.MIDDLE, MUTED, false);
        }
    }

    /// Round, and so long that there are few of them, whatever was typed as the time of the loss.
    static Duration step(Duration span) {
        for (Duration step : STEPS) {
            if (span.compareTo(step.multipliedBy(TICKS_MAX)) <= 0) {
                return step;
            }
        }
        Duration step = STEPS.getLast();
        while (span.compareTo(step.multipliedBy(TICKS_MAX)) > 0) {
            step = step.multipliedBy(2);
        }
        return step;
    }

    private double x(Instant at) {
        double first = axis.from().getEpochSecond();
        double last = axis.to().getEpochSecond();
        double share = (at.getEpochSecond() - first) / Math.max(1, last - first);
        return LEFT + Math.clamp(share, 0, 1) * WIDE;
    }
}
