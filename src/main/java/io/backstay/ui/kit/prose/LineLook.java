package io.backstay.ui.kit.prose;

import io.backstay.incident.fact.Fact;
import io.backstay.ui.kit.Icons;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import jfx.incubator.scene.control.richtext.model.RichParagraph;
import jfx.incubator.scene.control.richtext.model.StyleAttributeMap;

/// Shows a line: facts as locked chips, what Markdown means by how it looks, and what would not show as its number.
final class LineLook {
    /// A longer line is shown plainly, so that typing into it stays quick.
    static final int DRESSED_MAX = 5_000;

    /// So many characters of a line that would not show get a tag each; the others are shown as unreadable.
    private static final int TAGS_MAX = 50;

    /// So many facts of a line that is shown plainly are told in words; more are no prose, and small squares.
    private static final int TOLD_MAX = 30;

    private static final char SQUARE = '\u25AA';
    private static final char UNREADABLE = '\uFFFD';

    private Map<String, Fact> facts = Map.of();
    private boolean plain;

    /// What stands between the letters of each line, by what it is and its place among its like. The control draws
    /// every line in sight again for each letter, and making a chip takes longer than all letters around it.
    private final IdentityHashMap<ProseText, Map<String, Node>> drawn = new IdentityHashMap<>();

    /// What stands below lines, by its panes.
    private final Map<List<Region>, Under> unders = new HashMap<>();

    private DoubleSupplier width = () -> 1;
    private Runnable onResize = () -> {};

    /// @param width    of the text
    /// @param onResize draws lines again whose panes take other room now
    void under(DoubleSupplier width, Runnable onResize) {
        this.width = width;
        this.onResize = onResize;
    }

    /// Other words are objected to.
    void clearUnder() {
        unders.clear();
    }

    /// What holds panes below a line.
    Under under(List<Region> panes) {
        return unders.computeIfAbsent(panes, all -> new Under(all, width, onResize));
    }

    /// Which facts there are.
    void facts(List<Fact> known) {
        Map<String, Fact> all = new HashMap<>();
        known.forEach(fact -> all.put(fact.id(), fact));
        facts = Map.copyOf(all);
        forget();
    }

    /// Forgets every line: another text is shown, or everything looks otherwise.
    void forget() {
        drawn.clear();
    }

    /// A line has gone.
    void forget(ProseText line) {
        drawn.remove(line);
    }

    /// A line reads otherwise now; what stays in it is not made again.
    void changed(ProseText was, ProseText is) {
        Map<String, Node> nodes = drawn.remove(was);
        if (nodes != null) {
            drawn.put(is, nodes);
        }
    }

    /// Shows everything plainly: chips without a box, and what would not show as unreadable. For long texts, which the
    /// control draws again for each letter.
    void plain(boolean on) {
        if (plain != on) {
            plain = on;
            forget();
        }
    }

    boolean knows(String id) {
        return facts.containsKey(id);
    }

    /// A fact's words; its reference when it is known no more.
    String words(String id) {
        Fact fact = facts.get(id);
        return fact == null ? ProseText.reference(id) : fact.words();
    }

    RichParagraph paragraph(ProseText line, List<ProseDocument.Span> claims) {
        RichParagraph.Builder builder = RichParagraph.builder();
        for (ProseDocument.Span claim : claims) {
            int length = claim.to() - claim.from();
            builder.addHighlight(claim.from(), length, "pr-claim");
            builder.addWavyUnderline(claim.from(), length, "pr-claim-line");
        }
        new Segments(line, builder).add();
        List<Region> panes = claims.stream()
                .map(ProseDocument.Span::under)
                .filter(Objects::nonNull)
                .toList();
        if (!panes.isEmpty()) {
            Under under = under(panes);
            builder.addInlineNode(() -> under);
            builder.setParagraphAttributes(
                    StyleAttributeMap.builder().setSpaceBelow(under.room()).build());
        }
        return builder.build();
    }

    /// The parts of one line.
    private final class Segments {
        private final ProseText line;
        private final RichParagraph.Builder to;
        private final byte[] dress;
        private final boolean light;
        private final StringBuilder run = new StringBuilder();
        private final Map<String, Integer> seen = new HashMap<>();
        private byte worn;
        private int fact;
        private int tags;

        Segments(ProseText line, RichParagraph.Builder to) {
            this.line = line;
            this.to = to;
            this.light = plain || line.length() > DRESSED_MAX;
            this.dress = light ? new byte[line.length()] : Markdown.dress(line.chars());
        }

        void add() {
            String chars = line.chars();
            for (int i = 0; i < chars.length(); i++) {
                char c = chars.charAt(i);
                if (c == ProseText.PLACE) {
                    place(line.facts().get(fact++), i);
                } else if (hidden(c)) {
                    tag(c, i);
                } else {
                    words(c, i);
                }
            }
            flush();
        }

        private void words(char c, int at) {
            if (dress[at] != worn) {
                flush();
                worn = dress[at];
            }
            run.append(c);
        }

        private void place(String id, int at) {
            if (id.equals(ProseText.WRITTEN)) {
                words(UNREADABLE, at);
                return;
            }
            if (light && fact > TOLD_MAX) {
                words(SQUARE, at);
                return;
            }
            flush();
            inline(id + (light ? " light" : ""), () -> light ? lightChip(id) : chip(id));
        }

        private void tag(char c, int at) {
            if (light || ++tags > TAGS_MAX) {
                words(UNREADABLE, at);
                return;
            }
            flush();
            inline(" " + c, () -> numbered(c));
        }

        private void inline(String what, Supplier<Node> make) {
            String name = what + " " + seen.merge(what, 1, Integer::sum);
            to.addInlineNode(
                    () -> drawn.computeIfAbsent(line, _ -> new HashMap<>()).computeIfAbsent(name, _ -> make.get()));
        }

        private void flush() {
            if (!run.isEmpty()) {
                to.addWithStyleNames(run.toString(), Markdown.styles(worn));
                run.setLength(0);
            }
        }
    }

    /// What has no shape of its own, or turns the direction of what follows.
    static boolean hidden(char c) {
        int type = Character.getType(c);
        return (type == Character.FORMAT && c != '\u200D' && c != '\u200C')
                || (type == Character.CONTROL && c != '\t')
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private Node chip(String id) {
        Fact fact = facts.get(id);
        var chip = new Label(fact == null ? id : Shown.of(fact.words()), Icons.of("fth-lock"));
        chip.getStyleClass().add("pr-chip");
        String source = fact == null ? "This fact is not known any more." : Shown.of(fact.source());
        chip.setAccessibleText("Locked fact: " + chip.getText() + ", " + source);
        chip.setTooltip(new Tooltip(source + "\n" + id));
        return chip;
    }

    /// The words alone, which cost a fifth of a chip.
    private Node lightChip(String id) {
        var text = new Text(Shown.of(words(id)));
        text.getStyleClass().addAll("pr-text", "pr-link");
        return new Group(text);
    }

    private static Node numbered(char c) {
        var tag = new Label(String.format(Locale.ROOT, "U+%04X", (int) c));
        tag.getStyleClass().add("pr-tag");
        tag.setTooltip(new Tooltip("A character that does not show: " + Character.getName(c)));
        return tag;
    }
}
