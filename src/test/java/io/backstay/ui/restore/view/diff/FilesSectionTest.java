package io.backstay.ui.restore.view.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.act.restore.GuidedRestore.Difference;
import io.backstay.act.restore.GuidedRestore.Files;
import io.backstay.act.restore.GuidedRestore.RowFile;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.restore.view.part.SidePane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is said beside the comparison of rows without bytes and of bytes without rows.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FilesSectionTest {
    @Test
    void aTenantWithoutFilesIsToldNothing() throws Exception {
        assertEquals(List.of(), said(null));
        assertEquals(List.of(), said(new Files(0, 0, 0, 0, List.of(), List.of())));
    }

    @Test
    void thatEveryFileIsThereIsSaidInOneSentence() throws Exception {
        assertEquals(
                List.of("Files", "1 row names a file; it is there or comes back."),
                said(new Files(1, 1, 0, 0, List.of(), List.of())));
        assertEquals(
                List.of("Files", "1,960 rows name a file; each is there or comes back."),
                said(new Files(1_960, 1_960, 0, 0, List.of(), List.of())));
    }

    @Test
    void oneOfEachIsSaidAsOne() throws Exception {
        assertEquals(
                List.of(
                        "Files",
                        "1 row names a file that is not there and cannot come back.",
                        "Documents D-44: lease.pdf",
                        "1 file belongs to no last good row. It stays.",
                        "scan-2.png"),
                said(new Files(
                        2,
                        2,
                        1,
                        1,
                        List.of(new RowFile("practice.documents", "D-44", "firm-1003/2026/lease.pdf")),
                        List.of("firm-1003/2026/scan-2.png"))));
    }

    @Test
    void ofManyTheFirstThreeAreNamedAndTheRestIsCounted() throws Exception {
        List<RowFile> rows = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            rows.add(new RowFile("practice.notes", Integer.toString(i), "n" + i + ".txt"));
            names.add("folder/" + i + "/");
        }
        assertEquals(
                List.of(
                        "Files",
                        "1,200 rows name files that are not there and cannot come back.",
                        "practice.notes 1: n1.txt",
                        "practice.notes 2: n2.txt",
                        "practice.notes 3: n3.txt",
                        "and 1,197 more",
                        "5 files belong to no last good row. They stay.",
                        "1/",
                        "2/",
                        "3/",
                        "and 2 more"),
                said(new Files(2_000, 805, 1_200, 5, rows, names)));
    }

    private static List<String> said(@Nullable Files files) throws Exception {
        var difference = new Difference(
                List.of(), List.of(), Map.of("practice.documents", "Documents"), List.of(), 0, files, Map.of());
        return Fx.on(() -> {
            var side = new SidePane();
            FilesSection.add(side, difference);
            List<String> said = new ArrayList<>();
            collect(side, said);
            return said;
        });
    }

    private static void collect(Node node, List<String> said) {
        if (node instanceof Label label) {
            said.add(label.getText());
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, said));
        }
    }
}
