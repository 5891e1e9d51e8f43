package io.backstay.policy.curve;

import io.backstay.base.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A curve laid out for drawing, in the unit square: x grows with the age of the wanted moment, y with the distance,
/// both logarithmic; at [#NONE] lies what cannot be gone back to at all.
///
/// @param ages       ticks of x
/// @param distances  ticks of y; the last is `none`
/// @param promised   the corners of a line, in runs; there is none where nothing is promised
/// @param configured the same for what is configured
/// @param actual     the corners of one run from the youngest age to the oldest
/// @param worse      where less is there than promised
/// @param notes      what is there instead, in words
public record CurveShape(
        List<Tick> ages,
        List<Tick> distances,
        List<List<Corner>> promised,
        List<List<Corner>> configured,
        List<Corner> actual,
        List<Worse> worse,
        List<Note> notes) {
    /// Where the lane of what is not there has its middle.
    public static final double NONE = 0.97;

    /// Where that lane begins.
    public static final double TOP = 0.94;

    private static final Duration DAY = Duration.ofDays(1);
    private static final List<Named> AGES = List.of(
            new Named(Duration.ofHours(1), "1 h"),
            new Named(Duration.ofHours(6), "6 h"),
            new Named(DAY, "1 d"),
            new Named(DAY.multipliedBy(7), "7 d"),
            new Named(DAY.multipliedBy(28), "28 d"),
            new Named(DAY.multipliedBy(91), "3 mo"),
            new Named(DAY.multipliedBy(365), "12 mo"),
            new Named(DAY.multipliedBy(1_095), "3 y"),
            new Named(DAY.multipliedBy(3_650), "10 y"));
    private static final List<Named> DISTANCES = List.of(
            new Named(Duration.ofSeconds(1), "1 s"),
            new Named(Duration.ofMinutes(1), "1 min"),
            new Named(Duration.ofHours(1), "1 h"),
            new Named(Duration.ofHours(6), "6 h"),
            new Named(DAY, "1 d"),
            new Named(DAY.multipliedBy(7), "7 d"),
            new Named(DAY.multipliedBy(31), "31 d"),
            new Named(DAY.multipliedBy(365), "12 mo"));

    /// A line of the grid.
    ///
    /// @param at 0 to 1
    public record Tick(double at, String name) {}

    /// A corner of a line.
    public record Corner(double x, double y) {}

    /// A box between what is promised and what is there.
    public record Worse(double left, double right, double bottom, double top) {}

    /// Words for one box or several side by side, in the middle of what they share.
    public record Note(double left, double right, double middle, String words) {}

    private record Named(Duration length, String name) {}

    /// Lays a curve out.
    public static CurveShape of(Curve curve) {
        List<Curve.Band> bands = curve.bands();
        Scale ages = new Scale(AGES.getFirst().length(), oldest(bands));
        Scale distances = new Scale(DISTANCES.getFirst().length(), widest(bands));
        return new CurveShape(
                AGES.stream()
                        .filter(each -> each.length().compareTo(ages.most()) <= 0)
                        .map(each -> new Tick(ages.at(each.length()), each.name()))
                        .toList(),
                ticks(distances),
                runs(bands, Curve.Band::promised, ages, distances),
                runs(bands, Curve.Band::configured, ages, distances),
                line(bands, band -> height(band.actual(), distances), ages),
                worse(bands, ages, distances),
                notes(bands, ages, distances));
    }

    /// The age at a place on the x axis, the other way round.
    public static Duration ageAt(Curve curve, double x) {
        return new Scale(AGES.getFirst().length(), oldest(curve.bands())).lengthAt(x);
    }

    /// Where a distance lies on the y axis.
    public static double heightOf(Curve curve, @Nullable Duration distance) {
        return height(distance, new Scale(DISTANCES.getFirst().length(), widest(curve.bands())));
    }

    private static Duration oldest(List<Curve.Band> bands) {
        Duration last = bands.getLast().fromAge();
        Duration least = DAY.multipliedBy(30);
        return (last.compareTo(least) < 0 ? least : last).multipliedBy(2);
    }

    private static Duration widest(List<Curve.Band> bands) {
        Duration widest = DAY.multipliedBy(7);
        for (Curve.Band band : bands) {
            for (Duration each : new Duration[] {band.promised(), band.configured(), band.actual()}) {
                widest = each != null && each.compareTo(widest) > 0 ? each : widest;
            }
        }
        return widest.multipliedBy(3).dividedBy(2);
    }

    private static List<Tick> ticks(Scale distances) {
        List<Tick> ticks = new ArrayList<>();
        for (Named each : DISTANCES) {
            if (each.length().compareTo(distances.most()) <= 0) {
                ticks.add(new Tick(height(each.length(), distances), each.name()));
            }
        }
        ticks.add(new Tick(NONE, "none"));
        return List.copyOf(ticks);
    }

    private static double height(@Nullable Duration distance, Scale distances) {
        return distance == null ? NONE : distances.at(distance) * TOP;
    }

    /// The stretches in which there is a value.
    private static List<List<Corner>> runs(
            List<Curve.Band> bands, Function<Curve.Band, @Nullable Duration> value, Scale ages, Scale distances) {
        List<List<Corner>> runs = new ArrayList<>();
        List<Curve.Band> run = new ArrayList<>();
        for (Curve.Band band : bands) {
            if (value.apply(band) != null) {
                run.add(band);
            } else if (!run.isEmpty()) {
                runs.add(line(run, each -> height(value.apply(each), distances), ages));
                run.clear();
            }
        }
        if (!run.isEmpty()) {
            runs.add(line(run, each -> height(value.apply(each), distances), ages));
        }
        return List.copyOf(runs);
    }

    private static List<Corner> line(List<Curve.Band> bands, Function<Curve.Band, Double> height, Scale ages) {
        List<Corner> corners = new ArrayList<>();
        for (Curve.Band band : bands) {
            double y = height.apply(band);
            corners.add(new Corner(ages.at(band.fromAge()), y));
            corners.add(new Corner(right(band, ages), y));
        }
        return List.copyOf(corners);
    }

    private static double right(Curve.Band band, Scale ages) {
        return band.toAge() == null ? 1 : ages.at(band.toAge());
    }

    private static List<Worse> worse(List<Curve.Band> bands, Scale ages, Scale distances) {
        return bands.stream()
                .filter(Curve.Band::worseThanPromised)
                .map(band -> new Worse(
                        ages.at(band.fromAge()),
                        right(band, ages),
                        height(band.promised(), distances),
                        height(band.actual(), distances)))
                .toList();
    }

    /// Neighbours with one promise and one setting share their words, so that a few nights of different lengths do not
    /// make as many notes.
    private static List<Note> notes(List<Curve.Band> bands, Scale ages, Scale distances) {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < bands.size(); ) {
            int end = i + 1;
            if (bands.get(i).worseThanPromised()) {
                while (end < bands.size() && alike(bands.get(i), bands.get(end))) {
                    end++;
                }
                notes.add(note(bands.subList(i, end), ages, distances));
            }
            i = end;
        }
        return List.copyOf(notes);
    }

    private static boolean alike(Curve.Band one, Curve.Band two) {
        return two.worseThanPromised()
                && Objects.equals(one.promised(), two.promised())
                && Objects.equals(one.configured(), two.configured())
                && (one.actual() == null) == (two.actual() == null);
    }

    private static Note note(List<Curve.Band> bands, Scale ages, Scale distances) {
        double top = bands.stream()
                .mapToDouble(band -> height(band.actual(), distances))
                .min()
                .orElseThrow();
        double bottom = height(bands.getFirst().promised(), distances);
        return new Note(
                ages.at(bands.getFirst().fromAge()), right(bands.getLast(), ages), (bottom + top) / 2, label(bands));
    }

    private static String label(List<Curve.Band> bands) {
        Duration least = null;
        Duration most = null;
        for (Curve.Band band : bands) {
            Duration actual = band.actual();
            if (actual == null) {
                return "has none";
            }
            least = least == null || actual.compareTo(least) < 0 ? actual : least;
            most = most == null || actual.compareTo(most) > 0 ? actual : most;
        }
        if (least == null || most == null || least.equals(most)) {
            return "has " + (most == null ? "none" : Durations.words(most));
        }
        return "has " + Durations.words(least) + " to " + Durations.words(most);
    }
}
