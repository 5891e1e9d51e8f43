package io.backstay.act.role;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/// Who has which role in one state folder, as `roles.json` says it.
///
/// Without that file there is one person, who set Backstay up and is its administrator. A file that is there counts
/// only when it is whole: one that cannot be read or understood gives nobody a role.
///
/// @param people the roles of those who are named, by the name under which they act
/// @param others the role of everybody else
public record Roles(Map<String, Role> people, Role others) {
    /// The file in the state folder.
    static final String FILE = "roles.json";

    static final String FORMAT = "backstay-roles/1";
    static final ByteSize FILE_MAX = new ByteSize(256L << 10);
    static final int PEOPLE_MAX = 1_000;
    static final int NAME_CHARS_MAX = 128;

    /// As it is stored; its constructor refuses what has no clear meaning.
    record Stored(String format, Map<String, Role> people, Role others) {
        Stored {
            if (!format.equals(FORMAT)) {
                throw new IllegalArgumentException("its format is not " + FORMAT);
            }
            if (people.size() > PEOPLE_MAX) {
                throw new IllegalArgumentException("it names more than " + PEOPLE_MAX + " people");
            }
            for (String name : people.keySet()) {
                if (name.isBlank()
                        || !name.equals(name.strip())
                        || name.length() > NAME_CHARS_MAX
                        || name.chars().anyMatch(Character::isISOControl)) {
                    throw new IllegalArgumentException("a name is 1 to " + NAME_CHARS_MAX
                            + " characters without blanks around it or control characters");
                }
            }
        }
    }

    /// Reads the file of a state folder; nothing is created.
    public static Roles read(Path home) throws BackstayException {
        Path file = home.resolve(FILE);
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Roles(Map.of(), Role.ADMINISTRATOR);
        }
        try {
            Stored stored = Json.bind(Json.read(file, FILE_MAX), Stored.class);
            return new Roles(Map.copyOf(stored.people()), stored.others());
        } catch (BackstayException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            "Nobody has a role, because " + FILE + " does not say who: "
                                    + e.failure().message(),
                            "Mend the file as docs/roles.md shows, or remove it if one person works here alone."),
                    e);
        }
    }

    /// The role of somebody.
    ///
    /// @param person the exact name under which they act
    public Role of(String person) {
        return people.getOrDefault(person, others);
    }
}
