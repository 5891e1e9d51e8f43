package io.backstay.ui.kit.prose;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.scene.layout.Region;
import jfx.incubator.scene.control.richtext.StyleResolver;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.RichParagraph;
import jfx.incubator.scene.control.richtext.model.StyleAttribute;
import jfx.incubator.scene.control.richtext.model.StyleAttributeMap;
import jfx.incubator.scene.control.richtext.model.StyledInput;
import jfx.incubator.scene.control.richtext.model.StyledSegment;
import jfx.incubator.scene.control.richtext.model.StyledTextModel;
import org.jspecify.annotations.Nullable;

/// The text behind the editor, line by line. It has no styles: how a line looks follows from what is written.
final class ProseDocument extends StyledTextModel {
    private static final StyleAttribute<String> FACT = new StyleAttribute<>("FACT", String.class, false);

    private final List<ProseText> lines = new ArrayList<>(List.of(ProseText.EMPTY));
    private final ProseHistory history = new ProseHistory();
    private final LineLook look;
    private List<Span> claims = List.of();
    private boolean recording = true;
    private @Nullable Open open;

    /// Words that are objected to, in characters of the whole text.
    ///
    /// @param under stands below the line in which they end, null when nothing does
    record Span(int from, int to, @Nullable Region under) {
        /// Where they stand when something else was put in the place of some text.
        @Nullable
        Span moved(int at, int removed, int inserted) {
            int by = inserted - removed;
            int first = from < at ? from : Math.max(from + by, at + inserted);
            int last = to <= at ? to : Math.max(to + by, at);
            return first < last ? new Span(first, last, under) : null;
        }
    }

    /// The change that goes on.
    private static final class Open {
        private final int at;
        private final ProseText removed;
        private ProseText inserted = ProseText.EMPTY;

        Open(int at, ProseText removed) {
            this.at = at;
            this.removed = removed;
        }
    }

    ProseDocument(LineLook look) {
        this.look = look;
        setUndoRedoEnabled(false);
        addListener(change -> {
            if (change.isEdit()) {
                close();
            }
        });
    }

    /// The whole text.
    ProseText text() {
        var chars = new StringBuilder();
        List<String> facts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                chars.append('\n');
            }
            chars.append(lines.get(i).chars());
            facts.addAll(lines.get(i).facts());
        }
        return new ProseText(chars.toString(), facts);
    }

    int length() {
        int length = lines.size() - 1;
        for (ProseText line : lines) {
            length += line.length();
        }
        return length;
    }

    /// Whether more stands between the letters than anybody writes, each of which takes as long as a line of letters.
    ///
    /// @param most so many facts and characters that do not show are not too many
    boolean crowded(int most) {
        int count = 0;
        for (ProseText line : lines) {
            count += line.count();
            for (int i = 0; i < line.length() && count <= most; i++) {
                if (LineLook.hidden(line.chars().charAt(i))) {
                    count++;
                }
            }
        }
        return count > most;
    }

    /// Shows another text; what was done before cannot be taken back any more.
    void set(ProseText text) {
        recording = false;
        claims = List.of();
        replace(0, length(), text);
        recording = true;
        history.clear();
    }

    /// Puts other text in the place of some.
    void replace(int from, int to, ProseText with) {
        replace(null, at(from), at(to), new Input(with));
    }

    /// Underlines other words.
    void claim(List<Span> spans) {
        if (!claims.equals(spans)) {
            claims = List.copyOf(spans);
            look.clearUnder();
            fireStyleChangeEvent(TextPos.ZERO, getDocumentEnd());
        }
    }

    List<Span> claims() {
        return claims;
    }

    /// Draws every line again, because a fact reads otherwise.
    void redraw() {
        fireStyleChangeEvent(TextPos.ZERO, getDocumentEnd());
    }

    /// Takes back what was done last.
    ///
    /// @return where the caret belongs then; less than 0 when there was nothing
    int undo() {
        return apply(history.undo());
    }

    /// Does again what was taken back last.
    ///
    /// @return where the caret belongs then; less than 0 when there was nothing
    int redo() {
        return apply(history.redo());
    }

    private int apply(ProseHistory.@Nullable Change change) {
        if (change == null) {
            return -1;
        }
        recording = false;
        replace(change.at(), change.at() + change.removed().length(), change.inserted());
        recording = true;
        return change.end();
    }

    private void close() {
        Open was = open;
        open = null;
        if (was != null && !claims.isEmpty()) {
            claims = claims.stream()
                    .map(span -> span.moved(was.at, was.removed.length(), was.inserted.length()))
                    .filter(Objects::nonNull)
                    .toList();
        }
        if (was != null && recording && (was.removed.length() > 0 || was.inserted.length() > 0)) {
            history.add(new ProseHistory.Change(was.at, was.removed, was.inserted));
        }
    }

    /// The place as the control names it.
    TextPos at(int offset) {
        int left = offset;
        for (int i = 0; i < lines.size(); i++) {
            int length = lines.get(i).length();
            if (left <= length) {
                return TextPos.ofLeading(i, left);
            }
            left -= length + 1;
        }
        return getDocumentEnd();
    }

    /// The place in characters of the whole text.
    int at(TextPos position) {
        int offset = start(position.index());
        return offset + Math.min(position.offset(), lines.get(position.index()).length());
    }

    /// Whether it is behind the last letter of a line after which another one comes.
    boolean endsLine(TextPos position) {
        int length = lines.get(position.index()).length();
        return length > 0 && position.offset() >= length && position.index() + 1 < lines.size();
    }

    private int start(int index) {
        int offset = 0;
        for (int i = 0; i < index; i++) {
            offset += lines.get(i).length() + 1;
        }
        return offset;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public int size() {
        return lines.size();
    }

    @Override
    public String getPlainText(int index) {
        return lines.get(index).chars();
    }

    @Override
    public RichParagraph getParagraph(int index) {
        ProseText line = lines.get(index);
        if (claims.isEmpty()) {
            return look.paragraph(line, List.of());
        }
        int start = start(index);
        List<Span> here = claims.stream()
                .map(span -> new Span(
                        Math.max(0, span.from() - start),
                        Math.min(line.length(), span.to() - start),
                        span.to() - start <= line.length() ? span.under() : null))
                .filter(span -> span.from() < span.to())
                .toList();
        return look.paragraph(line, here);
    }

    @Override
    protected void removeRange(TextPos start, TextPos end) {
        int at = at(start);
        ProseText first = lines.get(start.index());
        ProseText last = lines.get(end.index());
        open = new Open(at, text().part(at, at(end)));
        ProseText joined = first.part(0, start.offset()).plus(last.part(end.offset(), last.length()));
        List<ProseText> gone = lines.subList(start.index(), end.index() + 1);
        gone.subList(1, gone.size()).forEach(look::forget);
        look.changed(first, joined);
        gone.clear();
        lines.add(start.index(), joined);
    }

    @Override
    protected int insertTextSegment(int index, int offset, String text, StyleAttributeMap attributes) {
        String fact = attributes.get(FACT);
        ProseText added = fact == null ? ProseText.written(text) : ProseText.fact(fact);
        inserted(index, offset, added);
        ProseText line = lines.get(index);
        set(index, line.part(0, offset).plus(added).plus(line.part(offset, line.length())));
        return added.length();
    }

    @Override
    protected void insertLineBreak(int index, int offset) {
        inserted(index, offset, ProseText.written("\n"));
        ProseText line = lines.get(index);
        set(index, line.part(0, offset));
        lines.add(index + 1, line.part(offset, line.length()));
    }

    private void set(int index, ProseText line) {
        look.changed(lines.set(index, line), line);
    }

    private void inserted(int index, int offset, ProseText added) {
        Open now = open;
        if (now == null) {
            now = new Open(start(index) + offset, ProseText.EMPTY);
            open = now;
        }
        now.inserted = now.inserted.plus(added);
    }

    @Override
    protected void insertParagraph(int index, Supplier<Region> generator) {
        throw new UnsupportedOperationException("prose has no panes in it");
    }

    @Override
    protected void applyParagraphStyle(int index, StyleAttributeMap attributes) {
        // A line has no style of its own.
    }

    @Override
    protected void setParagraphStyle(int index, StyleAttributeMap attributes) {
        // A line has no style of its own.
    }

    @Override
    protected void applyStyle(int index, int start, int end, StyleAttributeMap attributes, boolean merge) {
        // Words have no style of their own.
    }

    @Override
    public StyleAttributeMap getStyleAttributeMap(@Nullable StyleResolver resolver, TextPos position) {
        return StyleAttributeMap.EMPTY;
    }

    /// Text as the control takes it in.
    private static final class Input implements StyledInput {
        private final Deque<StyledSegment> segments = new ArrayDeque<>();

        Input(ProseText text) {
            List<ProseText> lines = text.lines();
            for (int i = 0; i < lines.size(); i++) {
                if (i > 0) {
                    segments.add(StyledSegment.LINE_BREAK);
                }
                line(lines.get(i));
            }
        }

        private void line(ProseText line) {
            int from = 0;
            int place = line.chars().indexOf(ProseText.PLACE);
            for (String fact : line.facts()) {
                if (!fact.equals(ProseText.WRITTEN)) {
                    words(line.chars().substring(from, place));
                    segments.add(StyledSegment.of(
                            String.valueOf(ProseText.PLACE),
                            StyleAttributeMap.builder().set(FACT, fact).build()));
                    from = place + 1;
                }
                place = line.chars().indexOf(ProseText.PLACE, place + 1);
            }
            words(line.chars().substring(from));
        }

        private void words(String words) {
            if (!words.isEmpty()) {
                segments.add(StyledSegment.of(words));
            }
        }

        @Override
        public @Nullable StyledSegment nextSegment() {
            return segments.poll();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
