package io.backstay.incident.report;

import io.backstay.base.Counts;
import io.backstay.incident.ReportText;
import io.backstay.incident.print.IncidentReport;
import io.backstay.policy.draw.Drawing;
import io.backstay.policy.draw.Pen;
import io.backstay.policy.draw.Png;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table of rows as bars: what was lost, brought back and kept as typed since. The largest tables are drawn, and
/// the others are only counted, so that it stays a picture.
final class RowBars {
    static final int TABLES_MAX = 12;

    private static final int WIDTH = 860;
    private static final int LEFT = 210;
    private static final int NUMBER = 80;
    private static final int TOP = 40;
    private static final int BAR = 13;
    private static final int APART = 14;
    private static final int GROUP = 3 * BAR + APART;
    private static final int OTHERS = 20;
    private static final int NAME_MAX = 30;
    private static final int KEY = 12;
    private static final int KEY_APART = 130;
    private static final String TEXT = "#1f2328";
    private static final String MUTED = "#59636e";
    private static final List<Kind> KINDS = List.of(
            new Kind("Lost", "#8c959f"),
            new Kind("Brought back", "#0969da"),
            new Kind("Kept as typed since", "#bf8700"));

    private final List<Group> groups;
    private final String others;

    private RowBars(List<Group> groups, int others) {
        this.groups = groups;
        this.others = others == 0 ? "" : Counts.of(others, "smaller table") + " in the table only";
    }

    private record Kind(String name, String colour) {}

    /// @param counts as many as there are kinds
    record Group(String name, List<Long> counts) {
        long largest() {
            return counts.stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }

    /// The picture; null where there is nothing to be drawn.
    static @Nullable Drawing of(List<IncidentReport.Counts> rows) {
        List<Group> groups = groups(rows);
        if (groups.stream().allMatch(group -> group.largest() == 0)) {
            return null;
        }
        var bars = new RowBars(groups, rows.size() - groups.size());
        return new Drawing(WIDTH, TOP + GROUP * groups.size() + (bars.others.isEmpty() ? 0 : OTHERS), bars::draw);
    }

    /// What is drawn, in the order of the table.
    static List<Group> groups(List<IncidentReport.Counts> rows) {
        List<Group> all = new ArrayList<>();
        for (IncidentReport.Counts row : rows) {
            all.add(new Group(name(row.label(), all.size() + 1), List.of(row.lost(), row.restored(), row.keptLive())));
        }
        if (all.size() <= TABLES_MAX) {
            return List.copyOf(all);
        }
        List<Group> large = all.stream()
                .sorted(Comparator.comparingLong(Group::largest).reversed())
                .limit(TABLES_MAX)
                .toList();
        return all.stream().filter(large::contains).limit(TABLES_MAX).toList();
    }

    private static String name(String label, int number) {
        String plain = ReportText.plain(label);
        // A box instead of a letter would be another name.
        if (plain.isEmpty() || !Png.canShow(plain)) {
            return "Line " + number + " of the table";
        }
        return plain.codePointCount(0, plain.length()) <= NAME_MAX
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, NAME_MAX - 1)) + "…";
    }

    private void draw(Pen pen) {
        int left = LEFT;
        for (Kind kind : KINDS) {
            pen.fill(new Pen.Box(left, 12, KEY, KEY), kind.colour());
            pen.text(new Pen.Spot(left + KEY + 6, 22), kind.name(), Pen.Anchor.START, TEXT, false);
            left += KEY_APART;
        }
        long most = groups.stream().mapToLong(Group::largest).max().orElse(0);
        for (int i = 0; i < groups.size(); i++) {
            group(pen, groups.get(i), TOP + i * GROUP, most);
        }
        double foot = TOP + groups.size() * GROUP + 8;
        pen.text(new Pen.Spot(LEFT, foot), others, Pen.Anchor.START, MUTED, false);
    }

    private static void group(Pen pen, Group group, double top, long most) {
        pen.text(new Pen.Spot(LEFT - 10, top + 1.5 * BAR + 4), group.name(), Pen.Anchor.END, TEXT, false);
        for (int i = 0; i < KINDS.size(); i++) {
            long count = group.counts().get(i);
            double y = top + i * BAR;
            // One row of a million is still to be seen.
            double wide = count <= 0 ? 0 : Math.max(1, (double) count / most * (WIDTH - LEFT - NUMBER));
            pen.fill(new Pen.Box(LEFT, y, wide, BAR - 1), KINDS.get(i).colour());
            pen.text(new Pen.Spot(LEFT + wide + 6, y + BAR - 2.5), Counts.of(count), Pen.Anchor.START, MUTED, false);
        }
    }
}
