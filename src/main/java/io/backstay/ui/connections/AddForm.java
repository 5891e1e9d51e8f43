package io.backstay.ui.connections;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.form.Draft;
import io.backstay.act.connection.form.Field;
import io.backstay.act.connection.form.Kind;
import io.backstay.act.connection.form.Layout;
import io.backstay.act.connection.form.Part;
import io.backstay.estate.Environment;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What is asked for a new connection; what is typed is text until it is saved, and is looked at while it is typed.
public final class AddForm implements ConnectionsModel.Sheet {
    private final Connections connections;
    private final Background background;
    private final Consumer<String> onDone;
    private final Map<Field, StringProperty> texts = new EnumMap<>(Field.class);
    private final Map<Part, BooleanProperty> parts = new EnumMap<>(Part.class);
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.SERVER);
    private final ObjectProperty<Environment> environment = new SimpleObjectProperty<>(Environment.PRODUCTION);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(false);

    AddForm(Connections connections, Background background, Consumer<String> onDone) {
        this.connections = connections;
        this.background = background;
        this.onDone = onDone;
        for (Field field : Field.values()) {
            texts.put(field, new SimpleStringProperty(field.preset()));
        }
        for (Part part : Part.values()) {
            parts.put(part, new SimpleBooleanProperty(false));
        }
        texts.values().forEach(each -> each.addListener((_, _, _) -> look()));
        parts.values().forEach(each -> each.addListener((_, _, _) -> look()));
        kind.addListener((_, _, _) -> look());
    }

    /// What is typed there.
    public StringProperty text(Field field) {
        StringProperty text = texts.get(field);
        if (text == null) {
            throw new IllegalStateException("every line has a text: " + field);
        }
        return text;
    }

    /// Whether the connection has that part.
    public BooleanProperty has(Part part) {
        BooleanProperty has = parts.get(part);
        if (has == null) {
            throw new IllegalStateException("every part is had or not: " + part);
        }
        return has;
    }

    /// What is connected to.
    public ObjectProperty<Kind> kindProperty() {
        return kind;
    }

    /// Production or staging; practice is the lab alone.
    public ObjectProperty<Environment> environmentProperty() {
        return environment;
    }

    /// What is wrong, empty when nothing is known to be. What one field shows of itself is not told here as well
    /// before the form is to be saved, nor what is still empty.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether it is being saved.
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// Tells what no single field can show, such as one credential for two purposes. What is out of sight shows nothing
    /// of itself, and stands in nothing's way.
    private void look() {
        Stream<Field> seen = Stream.concat(
                Stream.of(Field.NAME), Layout.seen(kind.get(), part -> has(part).get()).stream());
        if (seen.anyMatch(field -> field.problem(text(field).get()) != null)) {
            problem.set("");
            return;
        }
        try {
            connection();
            problem.set("");
        } catch (Draft.StillEmpty e) {
            problem.set("");
        } catch (IllegalArgumentException e) {
            problem.set(Draft.sentence(e));
        }
    }

    /// Saves it; the form stays when it is refused.
    public void save() {
        if (running.get()) {
            return;
        }
        Connection made;
        try {
            made = connection();
        } catch (IllegalArgumentException e) {
            problem.set(Draft.sentence(e));
            return;
        }
        problem.set("");
        running.set(true);
        background.call(
                _ -> {
                    connections.add(made);
                    return made.name();
                },
                name -> {
                    running.set(false);
                    onDone.accept(name);
                },
                failure -> {
                    running.set(false);
                    problem.set(Foreign.of(failure));
                });
    }

    private Connection connection() {
        return new Draft(
                        kind.get(),
                        field -> text(field).get(),
                        parts.entrySet().stream()
                                .filter(each -> each.getValue().get())
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet()),
                        connections::mapping)
                .connection(environment.get());
    }
}
