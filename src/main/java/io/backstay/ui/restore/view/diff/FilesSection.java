package io.backstay.ui.restore.view.diff;

import io.backstay.act.restore.GuidedRestore.Difference;
import io.backstay.act.restore.GuidedRestore.Files;
import io.backstay.base.Counts;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.view.part.SidePane;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/// Rows without bytes and bytes without rows; nothing where the tenant has no files.
final class FilesSection {
    private static final int SEEN = 3;

    private FilesSection() {}

    static void add(SidePane side, Difference difference) {
        Files files = difference.files();
        if (files == null || files.rows() + files.objects() == 0) {
            return;
        }
        List<Node> content = new ArrayList<>();
        if (files.withoutBytes() > 0) {
            boolean one = files.withoutBytes() == 1;
            content.add(SidePane.marked(
                    Mark.WARNING,
                    Counts.of(files.withoutBytes(), "row") + (one ? " names a file that is" : " name files that are")
                            + " not there and cannot come back."));
            examples(
                    content,
                    files.withoutBytes(),
                    files.missing().stream()
                            .map(row -> new Example(
                                    difference.label(row.table()) + " " + row.key() + ": " + last(row.file()),
                                    row.file()))
                            .toList());
        }
        if (files.withoutRows() > 0) {
            boolean one = files.withoutRows() == 1;
            content.add(SidePane.marked(
                    Mark.UNKNOWN,
                    Counts.of(files.withoutRows(), "file") + (one ? " belongs" : " belong") + " to no last good row. "
                            + (one ? "It stays." : "They stay.")));
            examples(
                    content,
                    files.withoutRows(),
                    files.unnamed().stream()
                            .map(name -> new Example(last(name), name))
                            .toList());
        }
        if (content.isEmpty()) {
            content.add(SidePane.paragraph(Counts.of(files.rows(), "row")
                    + (files.rows() == 1 ? " names a file; it is" : " name a file; each is")
                    + " there or comes back."));
        }
        side.section("Files", content.toArray(Node[]::new));
    }

    /// @param full what is read when the line is cut
    private record Example(String words, String full) {}

    private static void examples(List<Node> content, long all, List<Example> examples) {
        for (Example each : examples.stream().limit(SEEN).toList()) {
            Label label = Texts.caption(each.words());
            label.setTooltip(new Tooltip(each.full()));
            label.getStyleClass().add("rs-file");
            content.add(label);
        }
        long more = all - Math.min(SEEN, examples.size());
        if (more > 0) {
            Label label = Texts.caption("and " + Counts.of(more) + " more");
            label.getStyleClass().add("rs-file");
            content.add(label);
        }
    }

    /// The end of a long name says more than its beginning.
    private static String last(String name) {
        return name.substring(name.lastIndexOf('/', name.length() - 2) + 1);
    }
}
