package io.backstay.codec;

import io.backstay.base.BackstayException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The members of one object, read by name; [#end] refuses whatever was not asked for.
///
/// A member that is absent and one that is `null` are the same: unknown.
public final class Fields {
    private final Value.Members members;
    private final Set<String> asked = new HashSet<>();

    Fields(Value.Members members) {
        this.members = members;
    }

    /// Where the object stood.
    public Place place() {
        return members.place();
    }

    /// The member, or null when it is unknown.
    public @Nullable Value optional(String name) {
        asked.add(name);
        Value value = members.values().get(name);
        return value instanceof Value.Nothing ? null : value;
    }

    /// The member, or a refusal when it is missing.
    public Value required(String name) throws BackstayException {
        Value value = optional(name);
        if (value == null) {
            throw place().bad("'" + name + "' is missing");
        }
        return value;
    }

    /// The member's text, or a refusal.
    public String text(String name) throws BackstayException {
        return required(name).text();
    }

    /// The member's text, or null when it is unknown.
    public @Nullable String optionalText(String name) throws BackstayException {
        Value value = optional(name);
        return value == null ? null : value.text();
    }

    /// The member's instant, or null when it is unknown.
    public @Nullable Instant optionalInstant(String name) throws BackstayException {
        Value value = optional(name);
        return value == null ? null : value.instant();
    }

    /// The member's duration, or null when it is unknown.
    public @Nullable Duration optionalDuration(String name) throws BackstayException {
        Value value = optional(name);
        return value == null ? null : value.duration();
    }

    /// The member's elements, none when it is unknown.
    public List<Value> items(String name) throws BackstayException {
        Value value = optional(name);
        return value == null ? List.of() : value.items();
    }

    /// The member as one of an enum's constants, written in lower case with dashes, or a refusal.
    public <E extends Enum<E>> E word(String name, Class<E> type) throws BackstayException {
        return Words.parse(required(name), type);
    }

    /// Refuses members that nobody asked for.
    public void end() throws BackstayException {
        for (var member : members.values().entrySet()) {
            if (!asked.contains(member.getKey())) {
                throw member.getValue().place().bad("unknown field '" + Clip.of(member.getKey()) + "'");
            }
        }
    }
}
