package io.backstay.ui.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.base.DiskStorage;
import io.backstay.fixture.QuickKeys;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.shell.OpenWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// From the phone call to the written report in the real window, offline and without a pointer: nothing is known but an
/// imported manifest of a database that is backed up every night and kept for two days.
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CaseJourneyTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
    private static final long WAIT_SECONDS = 60;

    /// From the overview to the verdict, each chord counted once. Who types 40 words a minute presses 200 keys in it,
    /// so
    /// that a minute leaves three quarters of its time for listening.
    private static final int KEYS = 54;

    /// From the customer's time zone: which hour, who asks, verified how, reason, severity, told when, update how
    /// often,
    /// database, manifest.
    private static final int TO_THE_MANIFEST = 9;

    @TempDir
    Path folder;

    private final FxRobot robot = new FxRobot();
    private int keys;
    private @Nullable LocalDesk desk;
    private @Nullable OpenWindow open;

    @AfterEach
    void leave() throws Exception {
        try {
            if (open != null) {
                open.close();
            }
            Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        } finally {
            if (desk != null) {
                desk.close();
            }
        }
    }

    @Test
    void aCallBecomesAWrittenReportByKeysAlone() throws Exception {
        console(true);
        intake();
        push(KeyCode.CONTROL, KeyCode.ENTER);
        int asked = keys;
        until("the verdict is there", () -> text("#card-answer").equals("Not recoverable"));
        assertEquals(KEYS, asked, "keys from the overview to the verdict");
        until("the caller's policy gave it", () -> says("What daily-two-days says"));

        push(KeyCode.CONTROL, KeyCode.D);
        until("it is declared", () -> !shown("#declare"));
        push(KeyCode.CONTROL, KeyCode.M);
        write("Called the firm back");
        push(KeyCode.ENTER);
        push(KeyCode.CONTROL, KeyCode.R);
        until("the report is there", () -> shown("#report") && find("#report").lookup(".pr-area") != null);
        until("it is written in", () -> focus().startsWith("ProseArea"));
        push(KeyCode.CONTROL, KeyCode.HOME);
        write("Nothing else is affected. ");
        Path customer = export("customer");
        files(customer, "Nothing else is affected.");

        push(KeyCode.CONTROL, KeyCode.PAGE_UP);
        until("the internal one is written in", () -> focus().startsWith("ProseArea"));
        Path internal = export("internal");
        files(internal, "Called the firm back");
        String markdown = Files.readString(internal.resolve("report.md"));
        assertTrue(markdown.contains("Verdict: no"), markdown);
    }

    /// What is asked on the phone, in the order of the form.
    private void intake() throws Exception {
        push(KeyCode.CONTROL, KeyCode.DIGIT5);
        push(KeyCode.CONTROL, KeyCode.N);
        write("da");
        until("the policy is chosen", () -> "daily-two-days".equals(((ComboBox<?>) find("#case-policy")).getValue()));
        push(KeyCode.TAB);
        write("Harrow");
        push(KeyCode.TAB);
        write("invoices");
        push(KeyCode.TAB);
        push(KeyCode.TAB);
        write("2026-11-20T18:00");
        push(KeyCode.TAB);
        push(KeyCode.TAB);
        write("Europe/Berlin");
        until("the moment is understood", () -> text("#moment").contains("Fri 20 Nov 2026 17:00"));
    }

    @Test
    void aCallIsJudgedByAManifestThatIsNothingButAFile() throws Exception {
        Path manifest = console(false);
        intake();
        for (int i = 0; i < TO_THE_MANIFEST; i++) {
            push(KeyCode.TAB);
        }
        write(manifest + ".gone");
        push(KeyCode.CONTROL, KeyCode.ENTER);
        until(
                "a file that is not there is said",
                () -> text("#new-case-problem").contains("estate.json.gone"));
        assertEquals(0, Objects.requireNonNull(desk).cases().list().size(), "and no case was opened");
        for (int i = 0; i < ".gone".length(); i++) {
            push(KeyCode.BACK_SPACE);
        }
        push(KeyCode.CONTROL, KeyCode.ENTER);
        until("the verdict is there", () -> text("#card-answer").equals("Not recoverable"));
        until("what it was judged by is said", () -> says("Judged by estate.json"));
        assertEquals(0, Objects.requireNonNull(desk).facts().assets().size(), "nothing was imported");
    }

    /// Writes the report and waits for it.
    private Path export(String variant) throws Exception {
        push(KeyCode.CONTROL, KeyCode.E);
        until(
                "the " + variant + " report is written",
                () -> text("#report-words").startsWith("Written: report.pdf"));
        try (Stream<Path> all = Files.walk(folder)) {
            return Objects.requireNonNull(all.filter(file -> file.endsWith(Path.of(variant, "report.pdf")))
                    .findFirst()
                    .orElseThrow()
                    .getParent());
        }
    }

    /// What was written is whole, in each of its forms.
    private static void files(Path written, String typed) throws Exception {
        try (PDDocument pdf = Loader.loadPDF(written.resolve("report.pdf").toFile())) {
            assertTrue(pdf.getNumberOfPages() > 0);
            String text = new PDFTextStripper().getText(pdf);
            assertTrue(text.contains("Harrow") && text.replaceAll("\\s+", " ").contains(typed), text);
        }
        for (String form : List.of("report.md", "report.html")) {
            String text = Files.readString(written.resolve(form));
            assertTrue(text.contains("Harrow") && text.contains(typed), text);
        }
    }

    /// The console as it opens on an empty home.
    ///
    /// @param imported whether the manifest is in the catalogue
    private Path console(boolean imported) throws Exception {
        Path manifest = Files.writeString(folder.resolve("estate.json"), """
                {"format": "backstay-manifest/1", "exportedAt": "%s", "estate": "Made",
                 "assets": [{"id": "db", "kind": "database", "environment": "production"}],
                 "recoveryPoints": [%s], "restoreTests": []}
                """.formatted(MONDAY, nights()));
        LocalDesk on = new DeskHome(folder).open(means());
        desk = on;
        if (imported) {
            assertEquals("Made", on.importManifest(manifest).estate());
        }
        open = DeskWindow.show(on, InstantSource.fixed(MONDAY));
        return manifest;
    }

    private static LocalDesk.Means means() {
        return new LocalDesk.Means(
                InstantSource.fixed(MONDAY),
                new SecureRandom(),
                new DiskStorage(),
                QuickKeys.within(512L << 20),
                Duration.ofMinutes(5),
                List::of);
    }

    private static String nights() {
        return Stream.of(0, 1)
                .map(night -> Instant.parse("2026-11-22T19:30:00Z").minus(Duration.ofDays(night)))
                .map(taken -> """
                        {"id": "n%s", "asset": "db", "kind": "full", "takenAt": "%s", "status": "available",
                         "expiresAt": "%s"}""".formatted(taken.getEpochSecond(), taken, taken.plus(Duration.ofDays(2))))
                .collect(Collectors.joining(", "));
    }

    private void push(KeyCode... codes) {
        keys++;
        robot.push(codes);
    }

    private void write(String words) {
        keys += words.length();
        robot.write(words, 0);
    }

    private void until(String what, Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(WAIT_SECONDS, TimeUnit.SECONDS, () -> Fx.on(condition));
        } catch (TimeoutException e) {
            OpenWindow shown = window();
            Fx.shoot(shown.stage(), "case-journey-stopped");
            throw new AssertionError("never happened: " + what + "; focus on " + Fx.on(this::focus), e);
        }
    }

    private String focus() {
        return String.valueOf(window().scene().getFocusOwner());
    }

    private OpenWindow window() {
        return Objects.requireNonNull(open, "the window is open");
    }

    private boolean shown(String what) {
        return window().scene().lookup(what) != null;
    }

    private Node find(String what) {
        return Objects.requireNonNull(window().scene().lookup(what), what);
    }

    private String text(String what) {
        return window().scene().lookup(what) instanceof Labeled labeled ? labeled.getText() : "";
    }

    private boolean says(String words) {
        return window().scene().getRoot().lookupAll(".label").stream()
                .anyMatch(each -> each instanceof Labeled labeled
                        && Objects.requireNonNullElse(labeled.getText(), "").contains(words));
    }
}
