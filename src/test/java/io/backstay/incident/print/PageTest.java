package io.backstay.incident.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.incident.fact.Fact;
import io.backstay.incident.print.Page.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sheet that is shown block by block says what its HTML says.
class PageTest {
    private static final List<Fact> FACTS = List.of(
            new Fact("rows", "412 *invoices* & more", "plan 9c41"), new Fact("lost-at", "Fri <17:51>", "intake"));
    private static final List<String> PIECES = List.of(
            "word ",
            "**bold** ",
            "*it* ",
            "{{rows}} ",
            "{{lost-at}}",
            "{{nobody}} ",
            "`code` ",
            "<b>x</b> ",
            "\n",
            "\n\n",
            "- item\n",
            "1. one\n",
            "> said\n",
            "# Head\n",
            "[page](https://example.org) ",
            "[x](javascript:alert(1)) ",
            "![p](x.png) ",
            "\u202E",
            "\uE000",
            "\uE001",
            "&amp; ",
            "\\* ",
            "_",
            "***",
            "    code\n",
            "```\n",
            "---\n",
            "| a | b |\n|---|---|\n| {{rows}} | 2 |\n",
            "\u05E9\u05DC\u05D5\u05DD ",
            "\uD83D\uDE00 ");

    @TempDir
    Path folder;

    private static Sheet sheet(String prose) {
        var head = new Sheet.Head("Report", "INC-0001", "Loss", false, List.of(), Instant.EPOCH);
        return new Sheet(head, List.of(new Sheet.Part("one", "Part one", prose, "", List.of())), FACTS, null);
    }

    private static List<Page.Block> blocks(String prose) {
        List<Page.Block> blocks = Page.of(sheet(prose)).parts().get(1).blocks();
        return blocks.subList(1, blocks.size());
    }

    @Test
    void whatIsWrittenIsReadBlockByBlock() {
        assertEquals(
                List.of(
                        new Page.Heading(3, List.of(new Page.Run("Head", Set.of(), 0))),
                        new Page.Words(
                                0,
                                "",
                                false,
                                List.of(
                                        new Page.Run("On ", Set.of(), 0),
                                        new Page.Run("Fri <17:51>", Set.of(), 1),
                                        new Page.Run(" lost ", Set.of(), 0),
                                        new Page.Run("412 *invoices* & more", Set.of(Style.BOLD), 2),
                                        new Page.Run(".", Set.of(), 0))),
                        new Page.Words(1, "1.", false, List.of(new Page.Run("one", Set.of(), 0))),
                        new Page.Words(2, "•", false, List.of(new Page.Run("deep", Set.of(Style.ITALIC), 0))),
                        new Page.Words(0, "", true, List.of(new Page.Run("said", Set.of(), 0)))),
                blocks("### Head\n\nOn {{lost-at}} lost **{{rows}}**.\n\n1. one\n   - *deep*\n\n> said\n"));
    }

    @Test
    void aPageEndsWithWhatItsFactsWereTakenFrom() {
        Page page = Page.of(sheet("{{rows}} and {{rows}}"));
        assertEquals(
                List.of("top", "one", "sources"),
                page.parts().stream().map(Page.Part::id).toList());
        assertTrue(words(page.parts().getLast().blocks()).contains("412 *invoices* & more, from plan 9c41"));
    }

    /// Seeded, and the seed is told.
    @Test
    void whatIsShownIsWhatTheHtmlSays() throws Exception {
        var random = new SplittableRandom(20_261_127);
        for (int i = 0; i < 60; i++) {
            var prose = new StringBuilder();
            for (int j = 0; j < 12; j++) {
                prose.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            Path html = ReportWriter.write(sheet(prose.toString()), folder).html();
            String text = Files.readString(html);
            String body = text.substring(text.indexOf("<div class=\"part\""), end(text));
            String read = body.replaceAll("<sup>.*?</sup>", "")
                    .replaceAll("<[^>]*>", "")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&");
            assertEquals(
                    squeezed(read),
                    squeezed("Part one" + words(blocks(prose.toString()))),
                    "round " + i + " of seed 20261127: " + prose);
        }
    }

    private static int end(String html) {
        int sources = html.indexOf("<div id=\"sources\">");
        return sources < 0 ? html.indexOf("</body>") : sources;
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static String words(List<Page.Block> blocks) {
        return blocks.stream().map(PageTest::words).collect(Collectors.joining("\n"));
    }

    private static String words(Page.Block block) {
        return switch (block) {
            case Page.Heading heading -> runs(heading.runs());
            case Page.Words words -> runs(words.runs());
            case Page.Rows rows ->
                rows.rows().stream().flatMap(List::stream).map(PageTest::runs).collect(Collectors.joining());
            case Page.Code code -> runs(code.runs());
            case Page.Shown shown -> shown.words();
            case Page.Rule _ -> "";
        };
    }

    private static String runs(List<Page.Run> runs) {
        return runs.stream().map(Page.Run::text).collect(Collectors.joining());
    }
}
