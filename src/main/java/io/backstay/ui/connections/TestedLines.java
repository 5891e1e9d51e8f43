package io.backstay.ui.connections;

import io.backstay.act.connection.Connections.Line;
import io.backstay.act.connection.Connections.Tested;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What a test of a connection found: part by part, then what is missing, to be copied.
final class TestedLines {
    private TestedLines() {}

    /// One sentence about all of it.
    ///
    /// @param holds null where not everything could be looked at
    static Said said(String name, @Nullable Boolean holds) {
        return holds == null
                ? new Said(Mark.UNKNOWN, "Nothing speaks against " + name + ", but not everything could be looked at.")
                : holds
                        ? new Said(Mark.HOLDS, name + " answers as promised.")
                        : new Said(Mark.BREACH, name + " is not as it should be yet.");
    }

    /// The lines, in their order.
    ///
    /// @param id of the box that it is for
    static List<Node> of(Tested tested, String id) {
        List<Node> all = new ArrayList<>();
        for (Line line : tested.lines()) {
            Boolean holds = line.holds();
            Label part = Texts.name(Texts.sentence(line.part()));
            part.setGraphic(new MarkIcon(holds == null ? Mark.UNKNOWN : holds ? Mark.HOLDS : Mark.BREACH));
            part.setAccessibleText(line.part() + (holds == null ? ", unknown" : holds ? ", holds" : ", does not hold"));
            all.add(new VBox(part, Texts.wrapped(Texts.caption(line.sentence()))));
        }
        String script = tested.script();
        if (script != null) {
            all.add(missing(script, id));
        }
        return all;
    }

    /// What an administrator adds, to be copied.
    private static Node missing(String script, String id) {
        Label text = Texts.wrapped(Texts.mono(script));
        text.setId(id + "-script");
        text.getStyleClass().add("cn-script");
        Button copy = Buttons.small("Copy what is missing", "fth-copy", () -> Clip.put(script));
        copy.setId(id + "-script-copy");
        var box = new VBox(copy, text);
        box.getStyleClass().add("cn-acts");
        return box;
    }
}
