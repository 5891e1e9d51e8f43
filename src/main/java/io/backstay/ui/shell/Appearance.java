package io.backstay.ui.shell;

import io.backstay.codec.Words;
import io.backstay.ui.kit.Theme.Look;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// The look and the size of text; the look follows the system until the operator chooses one.
public final class Appearance {
    private final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(Choice.SYSTEM);
    private final ObjectProperty<TextSize> textSize = new SimpleObjectProperty<>(TextSize.NORMAL);
    private final ReadOnlyObjectWrapper<Look> look;
    private Look system;

    /// Begins as the system likes it.
    public Appearance(Look system) {
        this.system = system;
        this.look = new ReadOnlyObjectWrapper<>(system);
        choice.addListener(_ -> settle());
    }

    /// What the operator chose.
    public ObjectProperty<Choice> choiceProperty() {
        return choice;
    }

    /// How large text is.
    public ObjectProperty<TextSize> textSizeProperty() {
        return textSize;
    }

    /// The look that follows.
    public ReadOnlyObjectProperty<Look> lookProperty() {
        return look.getReadOnlyProperty();
    }

    /// The system's own look changed.
    public void systemChanged(Look now) {
        system = now;
        settle();
    }

    /// Changes to the other look.
    public void flip() {
        choice.set(look.get() == Look.LIGHT ? Choice.DARK : Choice.LIGHT);
    }

    private void settle() {
        look.set(
                switch (choice.get()) {
                    case SYSTEM -> system;
                    case LIGHT -> Look.LIGHT;
                    case DARK -> Look.DARK;
                });
    }

    /// What the operator can choose.
    public enum Choice {
        SYSTEM,
        LIGHT,
        DARK
    }

    /// The sizes of text, by the size of running text in px.
    public enum TextSize {
        NORMAL(13),
        LARGE(16),
        DOUBLE(26);

        private final int px;

        TextSize(int px) {
            this.px = px;
        }

        /// The class of the root by which the style sheet knows it: icons are sized in px, and grow by rules.
        public String styleClass() {
            return "bs-text-" + Words.of(this);
        }

        /// The size of running text.
        public int px() {
            return px;
        }
    }
}
