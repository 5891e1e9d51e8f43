package io.backstay.ui.incidents.report;

import io.backstay.incident.report.ReportDraft;
import io.backstay.incident.report.ReportSection;
import io.backstay.incident.report.Told;
import io.backstay.ui.kit.PaneStack;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.entry.Keyboard;
import io.backstay.ui.kit.prose.ProseArea;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// A report to be written: its sections one under the other, and under each sentence what must not be said in it.
///
/// F8 goes to the next of those, Ctrl S saves, Ctrl E writes the files, Ctrl Page Down shows the next variant, Ctrl
/// Shift P how it will look.
public final class ReportPane extends BorderPane {
    private static final Duration CHECKED_AFTER = Duration.millis(500);
    private static final Duration LOOKED_AFTER = Duration.millis(300);
    private static final Duration SAVED_AFTER = Duration.seconds(5);
    private static final double ABOVE = 40;

    /// The title in sizes of running text.
    private static final double TITLE_EM = 20.0 / 13;

    private static final KeyCodeCombination PREVIEW =
            new KeyCodeCombination(KeyCode.P, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

    /// More claims than these are no help to whoever writes, and slow; all of them count.
    private static final int CLAIMS_MAX = 50;

    private final ReportModel model;
    private final Label title = Texts.title("");
    private final VBox page = new VBox();
    private final ScrollPane scroll = new ScrollPane(page);
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final PauseTransition checked = new PauseTransition(CHECKED_AFTER);
    private final PauseTransition saved = new PauseTransition(SAVED_AFTER);
    private final PauseTransition looked = new PauseTransition(LOOKED_AFTER);
    private final ReportTools tools;
    private final PreviewPane preview;
    private final WritingSplit split;
    private boolean shown;
    private boolean beginning;
    private int at = -1;

    /// A section on the screen.
    ///
    /// @param more  how many claims are not shown, under the section
    /// @param cards of those that are, under their sentences
    private record Section(ProseArea area, Label more, List<ClaimCard> cards) {}

    /// Shows the report that the model is at.
    public ReportPane(ReportModel model) {
        this.model = model;
        this.tools = new ReportTools(model, this::focused);
        setId("report");
        title.setId("report-title");
        page.getStyleClass().add("rp-page");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setTop(tools);
        preview = new PreviewPane(model.preview());
        split = new WritingSplit(
                new PaneStack(scroll, model.stateProperty(), model::read),
                preview,
                model.preview().onProperty(),
                () -> title.getFont().getSize() / TITLE_EM);
        setCenter(split);
        setBottom(new ReportBar(model));
        getStylesheets()
                .add(Objects.requireNonNull(ReportPane.class.getResource("report.css"), "report.css")
                        .toExternalForm());
        checked.setOnFinished(_ -> model.check());
        saved.setOnFinished(_ -> model.save());
        looked.setOnFinished(_ -> model.look());
        model.preview().onProperty().subscribe((_, on) -> preview(on));
        model.stateProperty().subscribe(this::shown);
        model.draftProperty().subscribe(this::changed);
        model.status()
                .finishingProperty()
                .subscribe(_ -> changed(model.draftProperty().get()));
        model.status().editionProperty().subscribe((_, _) -> again());
        model.claims().flagged().addListener((ListChangeListener<ReportDraft.Flagged>) _ -> flag());
        // Whoever leaves, and a lock, take the pane off the screen.
        PaneStack.onScreen(this).subscribe(seen -> {
            if (!seen) {
                saved.stop();
                model.save();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    /// How the report is headed.
    public void title(String words) {
        title.setText(words);
    }

    /// Begins with typing, as soon as the report is there.
    public void begin() {
        beginning = !shown;
        if (shown && !sections.isEmpty()) {
            Keyboard.into(sections.values().iterator().next().area());
        }
    }

    private void shown(PaneState state) {
        shown = state.equals(PaneState.READY);
        detach();
        ReportDraft draft = model.draftProperty().get();
        if (shown && draft != null) {
            build(draft);
        }
    }

    /// What stands on the screen belongs to no report any more: nothing may be typed from it into another one.
    private void detach() {
        checked.stop();
        saved.stop();
        looked.stop();
        tools.writingIn(null);
        sections.values().forEach(section -> {
            section.area().onEdit(() -> {});
            section.area().setEditable(false);
        });
        sections.clear();
        page.getChildren().clear();
    }

    /// Shows other words of the same report; whoever wrote in a section still does.
    private void again() {
        ReportDraft draft = model.draftProperty().get();
        if (!shown || draft == null) {
            return;
        }
        String writing = sections.entrySet().stream()
                .filter(each -> each.getValue().area().isFocused())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        detach();
        build(draft);
        Section same = sections.get(writing);
        if (same != null) {
            same.area().requestFocus();
        }
    }

    private void build(ReportDraft draft) {
        page.getChildren().setAll(Texts.wrapped(title));
        for (ReportSection each : model.sections()) {
            var area = new ProseArea(each.title());
            area.setId("prose-" + each.id());
            area.show(each.prose(), draft.facts());
            area.onEdit(() -> typed(each.id(), area));
            area.caretPositionProperty().subscribe(_ -> follow(each.id(), area));
            area.focusedProperty().subscribe(focused -> {
                if (focused) {
                    tools.writingIn(area);
                    follow(each.id(), area);
                }
            });
            Label more = Texts.secondary("");
            more.getStyleClass().add("rp-more");
            sections.put(each.id(), new Section(area, more, new ArrayList<>()));
            Label heading = Texts.section(each.title());
            heading.setLabelFor(area);
            page.getChildren().add(new VBox(Texts.wrapped(heading), area, more));
        }
        changed(draft);
        flag();
        if (beginning) {
            begin();
        }
    }

    private void changed(@Nullable ReportDraft draft) {
        if (draft != null && shown) {
            boolean free = model.locked() == null;
            sections.values().forEach(section -> {
                section.area().facts(draft.facts());
                section.area().setEditable(free);
            });
            count();
            model.look();
        }
    }

    private void count() {
        tools.facts(sections.values().stream()
                .mapToInt(section -> section.area().lockedFacts())
                .sum());
    }

    private void typed(String section, ProseArea area) {
        model.typed(section, area.source());
        count();
        checked.playFromStart();
        saved.playFromStart();
        look();
    }

    /// Soon, and while somebody types not only when they pause.
    private void look() {
        if (model.preview().onProperty().get() && looked.getStatus() != Animation.Status.RUNNING) {
            looked.playFromStart();
        }
    }

    /// It was shown or put away; the keyboard goes where it can do something.
    private void preview(boolean on) {
        model.look();
        ProseArea area = focused();
        if (on && split.instead()) {
            preview.begin();
        } else if (area == null) {
            begin();
        } else {
            Keyboard.into(area);
        }
    }

    private @Nullable ProseArea focused() {
        return sections.values().stream()
                .map(Section::area)
                .filter(Node::isFocused)
                .findFirst()
                .orElse(null);
    }

    private void flag() {
        List<ReportDraft.Flagged> all = model.claims().flagged();
        List<ReportDraft.Flagged> first = all.subList(0, Math.min(CLAIMS_MAX, all.size()));
        sections.forEach((id, section) -> {
            List<ProseArea.Claim> claims = new ArrayList<>();
            List<ClaimCard> cards = new ArrayList<>();
            for (int i = 0; i < first.size(); i++) {
                if (first.get(i).section().equals(id)) {
                    claims.add(claim(first.get(i)));
                    cards.add(card(section, first.get(i), (i + 1) + " of " + all.size() + " in this draft"));
                }
            }
            long more = all.stream()
                    .skip(CLAIMS_MAX)
                    .filter(one -> one.section().equals(id))
                    .count();
            section.more().setText("and " + more + " more");
            section.more().setVisible(more > 0);
            section.more().setManaged(more > 0);
            section.cards().clear();
            section.cards().addAll(cards);
            section.area().claims(claims, cards);
        });
    }

    /// A card that says the same stays, with what is typed into it.
    private ClaimCard card(Section section, ReportDraft.Flagged one, String place) {
        for (ClaimCard card : section.cards()) {
            if (card.takes(one, place, model.locked(), model.keepRefusal())) {
                return card;
            }
        }
        return new ClaimCard(one, place, model.locked(), model.keepRefusal(), acts(section.area()));
    }

    private static ProseArea.Claim claim(ReportDraft.Flagged one) {
        return new ProseArea.Claim(one.objection().from(), one.objection().to());
    }

    private ClaimCard.Acts acts(ProseArea area) {
        return new ClaimCard.Acts() {
            @Override
            public void instead(ReportDraft.Flagged one) {
                if (holds(one, area)) {
                    Told.Range sentence = model.sentence(one);
                    boolean whole = one.objection().replacesSentence();
                    area.replace(
                            whole ? new ProseArea.Claim(sentence.from(), sentence.to()) : claim(one),
                            Objects.requireNonNullElse(one.objection().instead(), ""));
                }
                model.check();
            }

            @Override
            public void without(ReportDraft.Flagged one) {
                if (holds(one, area)) {
                    Told.Range sentence = model.sentence(one);
                    area.replace(new ProseArea.Claim(sentence.from(), sentence.to()), "");
                }
                model.check();
            }

            @Override
            public void keep(ReportDraft.Flagged one, String reason) {
                if (holds(one, area)) {
                    model.keep(one, reason);
                } else {
                    model.check();
                }
            }
        };
    }

    /// A claim was found at a place of the words that were checked; in others, something else stands there.
    private boolean holds(ReportDraft.Flagged one, ProseArea area) {
        return model.claims().checked(one.section(), area.source());
    }

    private void pressed(KeyEvent pressed) {
        if (pressed.getCode() == KeyCode.F8) {
            next(pressed.isShiftDown() ? -1 : 1);
        } else if (control(KeyCode.S).match(pressed)) {
            model.save();
        } else if (control(KeyCode.E).match(pressed)) {
            tools.write();
        } else if (PREVIEW.match(pressed)) {
            model.preview().onProperty().set(!model.preview().onProperty().get());
        } else if (control(KeyCode.PAGE_DOWN).match(pressed)
                || control(KeyCode.PAGE_UP).match(pressed)) {
            tools.variant(pressed.getCode() == KeyCode.PAGE_DOWN ? 1 : -1);
            begin();
        } else {
            return;
        }
        pressed.consume();
    }

    private static KeyCodeCombination control(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
    }

    /// The claim after the one that was gone to last, and after the last one the first.
    private void next(int step) {
        List<ReportDraft.Flagged> all = model.claims().flagged();
        all = all.subList(0, Math.min(CLAIMS_MAX, all.size()));
        if (!all.isEmpty()) {
            at = Math.floorMod(at + step, all.size());
            ReportDraft.Flagged one = all.get(at);
            Section section = sections.get(one.section());
            if (section != null) {
                section.area().point(claim(one));
                soon(() -> section.cards().stream()
                        .filter(card -> card.says(one))
                        .findFirst()
                        .ifPresent(this::reveal));
            }
        }
    }

    /// The page scrolls, not the section, so it has to go with the caret.
    private void follow(String section, ProseArea area) {
        if (area.isFocused() && model.preview().onProperty().get()) {
            preview.follow(section, area.caretPlace());
        }
        if (area.isFocused()) {
            soon(() -> {
                Node caret = area.lookup(".caret");
                if (caret != null && area.isFocused()) {
                    reveal(caret);
                }
            });
        }
    }

    /// After the next layout, when the caret and the cards are where they belong.
    private static void soon(Runnable look) {
        var layout = new PauseTransition(Duration.ZERO);
        layout.setOnFinished(_ -> look.run());
        layout.play();
    }

    private void reveal(Node node) {
        if (node.getScene() == null) {
            return;
        }
        Bounds inPage = page.sceneToLocal(node.localToScene(node.getBoundsInLocal()));
        double view = scroll.getViewportBounds().getHeight();
        double whole = page.getHeight() - view;
        double top = scroll.getVvalue() * whole;
        if (whole <= 0 || inPage == null || inPage.isEmpty()) {
            return;
        }
        if (inPage.getMinY() < top + ABOVE) {
            scroll.setVvalue(Math.max(0, inPage.getMinY() - ABOVE) / whole);
        } else if (inPage.getMaxY() > top + view - ABOVE) {
            scroll.setVvalue(Math.min(whole, inPage.getMaxY() - view + ABOVE) / whole);
        }
    }
}
