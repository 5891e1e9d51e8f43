package io.backstay.ui.points;

import io.backstay.estate.Circumstance;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.draw.PointShape;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Everything that is known of one point, and the act that begins from it.
final class DetailPane extends VBox {
    static final double WIDTH = 284;

    private static final double LABEL = 76;

    private final Times times;
    private final InstantSource clock;
    private final Runnable onRestore;
    private final Runnable onClose;

    DetailPane(Times times, InstantSource clock, Runnable onRestore, Runnable onClose) {
        this.times = times;
        this.clock = clock;
        this.onRestore = onRestore;
        this.onClose = onClose;
        getStyleClass().addAll("bs-side", "bs-detail");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
    }

    /// @param circumstances of its asset
    void show(RecoveryPoint point, List<Circumstance> circumstances) {
        var body = new VBox(
                8,
                head(point),
                Texts.mono(point.id().value()),
                MarkIcon.withWord(mark(point.status()), word(point.status())),
                rule(),
                mono("Taken, UTC", Times.utcSeconds(point.takenAt())),
                row(
                        "Customer",
                        Times.secondsIn(times.customer(), point.takenAt()) + " " + Times.city(times.customer())),
                row("You", Times.secondsIn(times.operator(), point.takenAt()) + " " + Times.city(times.operator())),
                rule(),
                row("Size", point.size() == null ? "unknown" : String.valueOf(point.size())),
                row("Encryption", known(point.encryption())),
                row("Held in", heldIn(point)),
                row("Lock", lock(point)),
                row("Expires", expiry(point.expiresAt())),
                row("Trigger", known(point.trigger())),
                rule(),
                Texts.caption("Needs to be whole"),
                needs(point),
                seen(point));
        if (!circumstances.isEmpty()) {
            body.getChildren().addAll(rule(), Texts.caption("What its provider says of the asset"));
            circumstances.forEach(each -> body.getChildren().add(said(each)));
        }
        body.getStyleClass().add("bs-detail-body");
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        setVgrow(scroll, Priority.ALWAYS);
        Button restore = Buttons.primary("Restore a tenant from here", "fth-rotate-ccw", onRestore);
        restore.setMaxWidth(Double.MAX_VALUE);
        restore.setDisable(point.status() != PointStatus.AVAILABLE);
        var acts = new VBox(8, restore);
        if (point.status() != PointStatus.AVAILABLE) {
            acts.getChildren().add(Texts.wrapped(Texts.caption("Not now: only an available point can be restored.")));
        }
        acts.getStyleClass().add("bs-detail-acts");
        getChildren().setAll(scroll, acts);
    }

    static Mark mark(PointStatus status) {
        return switch (status) {
            case AVAILABLE -> Mark.HOLDS;
            case CREATING -> Mark.RUNNING;
            case DELETING -> Mark.WARNING;
            case FAILED -> Mark.BREACH;
        };
    }

    static String word(PointStatus status) {
        return switch (status) {
            case AVAILABLE -> "Available";
            case CREATING -> "Creating";
            case DELETING -> "Deleting";
            case FAILED -> "Failed";
        };
    }

    private Node head(RecoveryPoint point) {
        Label title = Texts.section(PointShape.word(point.kind()) + ", " + Times.utcDay(point.takenAt()));
        String id = point.id().value();
        var head = new HBox(
                4,
                title,
                Card.spring(),
                Buttons.icon("fth-copy", "Copy the id", () -> Clip.put(id)),
                Buttons.icon("fth-x", "Close the details", onClose));
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private String expiry(@Nullable Instant end) {
        return end == null ? "unknown" : Times.utc(end) + ", " + Times.ago(end, clock.instant());
    }

    private Node needs(RecoveryPoint point) {
        String text = point.basedOn() == null ? "Nothing else" : point.basedOn().value();
        Label label = Texts.mono(text);
        label.setGraphic(new PointShape(point.kind(), point.status() == PointStatus.AVAILABLE));
        return label;
    }

    private Node seen(RecoveryPoint point) {
        Label seen = Texts.wrapped(Texts.caption(point.observation().source() + ", seen "
                + Times.ago(point.observation().observedAt(), clock.instant())));
        seen.setGraphic(Icons.of("fth-eye"));
        return seen;
    }

    private Node said(Circumstance each) {
        Label sentence = Texts.wrapped(Texts.body(each.sentence()));
        sentence.setGraphic(new MarkIcon(each.isConcern() ? Mark.WARNING : Mark.HOLDS));
        Label seen = Texts.wrapped(Texts.caption(each.observation().source() + ", seen "
                + Times.ago(each.observation().observedAt(), clock.instant())));
        return new VBox(sentence, seen);
    }

    private static String heldIn(RecoveryPoint point) {
        String account = point.account();
        Stream<String> own = account == null ? Stream.empty() : Stream.of(account);
        String where = Stream.concat(own, point.regions().stream()).distinct().collect(Collectors.joining(", "));
        return where.isEmpty() ? "unknown" : where;
    }

    private static String lock(RecoveryPoint point) {
        Instant until = point.lockedUntil();
        String mode = point.lockMode();
        return until == null ? "none known" : "until " + Times.utc(until) + (mode == null ? "" : ", " + mode);
    }

    private static String known(@Nullable String value) {
        return value == null ? "unknown" : value;
    }

    private static Node row(String name, String value) {
        return row(name, Texts.wrapped(Texts.body(value)));
    }

    private static Node mono(String name, String value) {
        return row(name, Texts.mono(value));
    }

    private static Node row(String name, Label value) {
        Label label = Texts.secondary(name);
        label.setMinWidth(LABEL);
        HBox.setHgrow(value, Priority.ALWAYS);
        var row = new HBox(label, value);
        row.setAlignment(Pos.BASELINE_LEFT);
        return row;
    }

    private static Region rule() {
        var rule = new Region();
        rule.getStyleClass().add("bs-rule");
        return rule;
    }
}
