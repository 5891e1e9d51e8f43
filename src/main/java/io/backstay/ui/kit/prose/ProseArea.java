package io.backstay.ui.kit.prose;

import io.backstay.incident.fact.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import jfx.incubator.scene.control.input.FunctionTag;
import jfx.incubator.scene.control.input.KeyBinding;
import jfx.incubator.scene.control.richtext.RichTextArea;
import jfx.incubator.scene.control.richtext.SelectionSegment;
import jfx.incubator.scene.control.richtext.TextPos;
import org.jspecify.annotations.Nullable;

/// An editor of Markdown in which facts stand as chips that nobody can type into: the caret goes over one as over one
/// letter, and one is taken away as a whole. Ctrl B and I mark, Ctrl Shift 8 makes a list, Ctrl Shift K a link, and
/// Ctrl Space offers the facts.
public final class ProseArea extends RichTextArea {
    /// The longest text that is taken, in characters.
    public static final int CHARS_MAX = 500_000;

    /// A text of more characters scrolls in itself instead of growing.
    private static final int GROWS_TO = 8_000;

    /// So does one of more lines.
    private static final int GROWS_TO_LINES = 200;

    /// A text with more facts, and characters that do not show, is shown plainly.
    private static final int DRESSED_MAX = 100;

    private static final double LONG_HEIGHT = 480;

    /// Left and right of the text, as the style sheet has it.
    private static final double PADDING = 14;
    private static final DataFormat PROSE = format();

    private final LineLook look;
    private final ProseDocument prose;
    private final FactPicker picker;
    private List<Fact> facts = List.of();
    private Runnable onEdit = () -> {};
    private boolean setting;

    /// @param name what it is the text of, for a screen reader
    public ProseArea(String name) {
        this(name, new LineLook());
    }

    private ProseArea(String name, LineLook look) {
        this(name, look, new ProseDocument(look));
    }

    private ProseArea(String name, LineLook look, ProseDocument prose) {
        super(prose);
        this.look = look;
        this.prose = prose;
        this.picker = new FactPicker(this::insert);
        look.under(() -> getWidth() - snappedLeftInset() - snappedRightInset() - PADDING, prose::redraw);
        setWrapText(true);
        setAccessibleRoleDescription("Report text");
        // No accessible text, which would be read in the place of what is written.
        setAccessibleHelp(name);
        getStyleClass().add("pr-area");
        getStylesheets().add(sheet());
        prose.addListener(change -> {
            if (change.isEdit() && !setting) {
                fit();
                onEdit.run();
            }
        });
        keys();
        fit();
    }

    static String sheet() {
        return Objects.requireNonNull(ProseArea.class.getResource("prose.css"), "prose.css")
                .toExternalForm();
    }

    private static DataFormat format() {
        String name = "application/x-backstay-prose";
        DataFormat known = DataFormat.lookupMimeType(name);
        return known == null ? new DataFormat(name) : known;
    }

    private void keys() {
        var map = getInputMap();
        map.registerFunction(Tag.UNDO, () -> again(prose::undo));
        map.registerFunction(Tag.REDO, () -> again(prose::redo));
        map.registerFunction(Tag.COPY, this::copied);
        map.registerFunction(Tag.CUT, this::cutOut);
        map.registerFunction(Tag.PASTE, this::pasted);
        map.registerFunction(Tag.PASTE_PLAIN_TEXT, this::pasted);
        for (FunctionTag step : List.of(Tag.MOVE_LEFT, Tag.MOVE_RIGHT, Tag.SELECT_LEFT, Tag.SELECT_RIGHT)) {
            map.registerFunction(step, () -> step(step));
        }
        map.registerFunction(Tag.DELETE, this::taken);
        // It would delete a paragraph with its facts; the screen declares by it.
        map.disableKeyBinding(KeyBinding.shortcut(KeyCode.D));
        // Tab goes on, as everywhere else.
        map.registerFunction(Tag.INSERT_TAB, () -> execute(Tag.FOCUS_NEXT));
        map.registerKey(KeyBinding.shortcut(KeyCode.Y), Tag.REDO);
        map.registerKey(KeyBinding.shiftShortcut(KeyCode.Z), Tag.REDO);
        map.register(KeyBinding.shortcut(KeyCode.B), this::bold);
        map.register(KeyBinding.shortcut(KeyCode.I), this::italic);
        map.register(KeyBinding.shiftShortcut(KeyCode.DIGIT8), this::list);
        map.register(KeyBinding.shiftShortcut(KeyCode.K), this::link);
        map.register(KeyBinding.control(KeyCode.SPACE), this::offerFacts);
    }

    /// Who hears of each change that a person made.
    public void onEdit(Runnable reader) {
        onEdit = reader;
    }

    /// Shows a text with the facts that there are; what was done before cannot be taken back any more.
    public void show(String source, List<Fact> known) {
        facts = List.copyOf(known);
        look.facts(facts);
        setting = true;
        look.plain(source.length() > GROWS_TO);
        prose.set(ProseText.of(source, look::knows));
        setting = false;
        fit();
        select(TextPos.ZERO);
    }

    /// The facts read otherwise now; the text stays.
    public void facts(List<Fact> known) {
        if (!facts.equals(known)) {
            facts = List.copyOf(known);
            look.facts(facts);
            prose.redraw();
        }
    }

    /// The text, with its facts by their names.
    public String source() {
        return prose.text().source();
    }

    /// How far in the text the caret stands, from 0 to 1.
    public double caretPlace() {
        TextPos caret = getCaretPosition();
        return caret == null ? 0 : prose.at(caret) / (double) Math.max(1, prose.length());
    }

    /// How many facts stand in it.
    public int lockedFacts() {
        return prose.text().count();
    }

    /// A part of the text that is objected to.
    ///
    /// @param from where it begins in what [#source()] says, in characters
    /// @param to   where it ends
    public record Claim(int from, int to) {}

    /// Underlines words, and shows something below the line in which they end.
    ///
    /// @param under as many as there are claims
    public void claims(List<Claim> claims, List<? extends Region> under) {
        int[] starts = prose.text().starts(ProseText::reference);
        List<ProseDocument.Span> spans = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            ProseDocument.Span span = span(starts, claims.get(i));
            spans.add(new ProseDocument.Span(span.from(), span.to(), under.get(i)));
        }
        prose.claim(spans);
    }

    private static ProseDocument.Span span(int[] starts, Claim claim) {
        int from = ProseText.place(starts, claim.from());
        // The end of a claim may stand in the middle of a fact, which is then part of it.
        int to = claim.to() > claim.from() ? ProseText.place(starts, claim.to() - 1) + 1 : from;
        return new ProseDocument.Span(from, Math.min(to, starts.length - 1), null);
    }

    /// Selects words and takes the focus.
    public void point(Claim claim) {
        ProseDocument.Span span = span(prose.text().starts(ProseText::reference), claim);
        requestFocus();
        select(prose.at(span.from()), prose.at(span.to()));
    }

    /// Writes something else in the place of words; can be taken back.
    ///
    /// @param source may name facts
    public void replace(Claim claim, String source) {
        ProseDocument.Span span = span(prose.text().starts(ProseText::reference), claim);
        replace(span.from(), span.to(), ProseText.of(source, look::knows));
    }

    private void replace(int from, int to, ProseText with) {
        if (!isEditable() || prose.length() - (to - from) + with.length() > CHARS_MAX) {
            errorFeedback();
            return;
        }
        prose.replace(from, to, with);
        moved(from + with.length());
    }

    /// Puts a fact where the caret stands.
    public void insert(String fact) {
        if (look.knows(fact)) {
            replace(from(), to(), ProseText.fact(fact));
            requestFocus();
        }
    }

    /// Shows the facts to choose from, at the caret.
    public void offerFacts() {
        if (isEditable()) {
            Node caret = lookup(".caret");
            picker.show(this, caret == null ? this : caret, facts);
        }
    }

    /// Makes what is selected bold, or takes that away.
    public void bold() {
        mark(Marking.BOLD);
    }

    /// Makes what is selected italic, or takes that away.
    public void italic() {
        mark(Marking.ITALIC);
    }

    /// Makes the selected lines items of a list, or takes that away.
    public void list() {
        mark(Marking.LIST);
    }

    /// Makes what is selected a link whose address is typed next.
    public void link() {
        mark(Marking.LINK);
    }

    private void mark(Marking marking) {
        if (!isEditable()) {
            return;
        }
        Marking.Edit edit = marking.on(prose.text(), from(), to());
        replace(edit.from(), edit.to(), edit.with());
        requestFocus();
        select(prose.at(edit.anchor()), prose.at(edit.caret()));
    }

    /// One letter further. The control takes what stands under a line for the line's last letter, and stays before it.
    private void step(FunctionTag way) {
        TextPos was = getCaretPosition();
        executeDefault(way);
        TextPos now = getCaretPosition();
        TextPos anchor = getAnchorPosition();
        if (was != null && now != null && anchor != null && prose.at(was) == prose.at(now) && prose.endsLine(now)) {
            TextPos next = TextPos.ofLeading(now.index() + 1, 0);
            select(way == Tag.MOVE_LEFT || way == Tag.MOVE_RIGHT ? next : anchor, next);
        }
    }

    private void taken() {
        TextPos caret = getCaretPosition();
        if (caret != null && from() == to() && prose.endsLine(caret)) {
            replace(from(), from() + 1, ProseText.EMPTY);
        } else {
            executeDefault(Tag.DELETE);
        }
    }

    private int from() {
        SelectionSegment selection = getSelection();
        return selection == null ? 0 : prose.at(selection.getMin());
    }

    private int to() {
        SelectionSegment selection = getSelection();
        return selection == null ? 0 : prose.at(selection.getMax());
    }

    private void again(IntSupplier step) {
        if (isEditable()) {
            moved(step.getAsInt());
        }
    }

    private void moved(int caret) {
        if (caret >= 0) {
            select(prose.at(caret));
        }
    }

    private void copied() {
        if (from() == to()) {
            return;
        }
        ProseText part = prose.text().part(from(), to());
        Map<DataFormat, Object> content = new HashMap<>();
        content.put(DataFormat.PLAIN_TEXT, part.told(look::words));
        content.put(PROSE, part.source());
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void cutOut() {
        copied();
        if (from() != to()) {
            replace(from(), to(), ProseText.EMPTY);
        }
    }

    private void pasted() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        Object held = clipboard.hasContent(PROSE) ? clipboard.getContent(PROSE) : clipboard.getString();
        if (held instanceof String text) {
            replace(from(), to(), ProseText.of(text.replace("\r\n", "\n"), look::knows));
        }
    }

    /// A long text scrolls in itself: laying all of it out for each letter would be slow.
    private void fit() {
        boolean grows = prose.length() <= GROWS_TO && prose.size() <= GROWS_TO_LINES;
        look.plain(!grows || prose.crowded(DRESSED_MAX));
        setUseContentHeight(grows);
        setPrefHeight(grows ? USE_COMPUTED_SIZE : LONG_HEIGHT);
    }

    /// A screen reader is told each fact in its words, and places in the text that it is told.
    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, @Nullable Object... parameters) {
        return switch (attribute) {
            case TEXT -> prose.text().told(look::words);
            case CARET_OFFSET -> told(getCaretPosition() == null ? 0 : prose.at(getCaretPosition()));
            case SELECTION_START -> told(from());
            case SELECTION_END -> told(to());
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    private int told(int at) {
        return prose.text().starts(look::words)[at];
    }
}
