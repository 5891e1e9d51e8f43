package io.backstay.bench.prose;

import io.backstay.incident.fact.Fact;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.kit.prose.ProseArea;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a letter takes of the screen's thread in a long section, from the key to the end of the layout; beside it the
/// part up to where the key was handled. Time of the processor, which other programs do not lengthen. A frame is 17 ms.
/// It prints a table and judges nothing.
@Tag("bench")
class EditorBench {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int WARM = 15;
    private static final int LETTERS = 60;
    private static final double MILLION = 1e6;
    private static final List<Fact> FACTS = List.of(new Fact("rows", "412 invoices", "plan 9c41"));
    private static final String HOSTILE =
            "{{rows}} =cmd|'/c calc' <script>**x**</script> \u202E\u0007שלום 請求書 {{nobody}} ";

    @Test
    void aLetterInALongSection() throws Exception {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("a usual section, 600 characters", HOSTILE.repeat(10).substring(0, 600));
        texts.put("8,000 characters, 60 lines", lines(HOSTILE.repeat(200), 134, 8_000));
        texts.put("8,000 plain characters, 60 lines", lines("plain words of a report ".repeat(400), 134, 8_000));
        texts.put("100,000 characters, one line", HOSTILE.repeat(2_000).substring(0, 100_000));
        texts.put("100,000 characters, 1,300 lines", lines(HOSTILE.repeat(2_000), 77, 100_000));
        texts.put(
                "100,000 plain characters, one line",
                "plain words ".repeat(9_000).substring(0, 100_000));
        for (Map.Entry<String, String> each : texts.entrySet()) {
            letters(each.getKey(), each.getValue());
        }
    }

    private static String lines(String text, int width, int chars) {
        var lines = new StringBuilder();
        for (int i = 0; lines.length() < chars; i += width) {
            lines.append(text, i % 1_000, i % 1_000 + width).append('\n');
        }
        return lines.substring(0, chars);
    }

    private static void letters(String name, String text) throws Exception {
        ProseArea area = Fx.on(() -> new ProseArea("What happened"));
        Stage stage = Fx.show(Fx.on(() -> new VBox(area)), Theme.Look.LIGHT, 660, 560);
        Fx.run(() -> {
            area.onEdit(area::source);
            area.show(text, FACTS);
            area.requestFocus();
        });
        Fx.live(javafx.util.Duration.millis(300));
        List<Double> keys = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        for (int i = 0; i < WARM + LETTERS; i++) {
            Fx.run(() -> {
                long begun = CPU.getCurrentThreadCpuTime();
                area.fireEvent(
                        new KeyEvent(KeyEvent.KEY_TYPED, "x", "", KeyCode.UNDEFINED, false, false, false, false));
                long typed = CPU.getCurrentThreadCpuTime();
                Scene scene = stage.getScene();
                scene.getRoot().applyCss();
                scene.getRoot().layout();
                keys.add((typed - begun) / MILLION);
                whole.add((CPU.getCurrentThreadCpuTime() - begun) / MILLION);
            });
        }
        Fx.run(stage::close);
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %.1f / %.1f ms | %.1f ms |",
                name,
                at(whole, 0.5),
                at(whole, 0.95),
                at(keys, 0.5)));
    }

    private static double at(List<Double> all, double quantile) {
        List<Double> sorted = all.subList(WARM, all.size()).stream().sorted().toList();
        return sorted.get((int) (quantile * (sorted.size() - 1)));
    }
}
