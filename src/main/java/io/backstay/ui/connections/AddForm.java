package io.backstay.ui.connections;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.Provider;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.base.AssetId;
import io.backstay.estate.Environment;
import io.backstay.ui.kit.Background;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
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

/// What is asked for a new connection; what is typed is text until it is saved.
public final class AddForm implements ConnectionsModel.Sheet {
    private final Connections connections;
    private final Background background;
    private final Consumer<String> onDone;
    private final Map<Field, StringProperty> texts = new EnumMap<>(Field.class);
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.SERVER);
    private final ObjectProperty<Environment> environment = new SimpleObjectProperty<>(Environment.PRODUCTION);
    private final BooleanProperty files = new SimpleBooleanProperty(false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(false);

    AddForm(Connections connections, Background background, Consumer<String> onDone) {
        this.connections = connections;
        this.background = background;
        this.onDone = onDone;
        for (Field field : Field.values()) {
            texts.put(field, new SimpleStringProperty(field == Field.PORT ? "5432" : ""));
        }
    }

    /// What is connected to.
    public enum Kind {
        SERVER("PostgreSQL server"),
        AWS("AWS account"),
        SUPABASE("Supabase");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// One line of the form.
    public enum Field {
        NAME("Name", "crm"),
        HOST("Host", "db.example"),
        PORT("Port", "5432"),
        DATABASE("Database", "crm"),
        BACKUPS("Folder with base backups", "/mnt/backups/base"),
        ARCHIVE("Folder with the write-ahead log", "/mnt/backups/wal"),
        PROGRAMS("PostgreSQL's programs, if not those that come with Backstay", ""),
        READER("Credential that reads", "CRM, read"),
        SUPERUSER("Superuser for scratch", "CRM, scratch"),
        WRITER("Credential that writes", "CRM, write"),
        STORE("Store", "https://s3.example"),
        REGION("Region", "eu-central-1"),
        BUCKET("Bucket", "crm-files"),
        PREFIX("A tenant's prefix", "accounts/{tenant}/"),
        STORE_READER("Key that reads", "CRM files, read"),
        STORE_SCRATCH("Key for restore tests", "CRM files, scratch"),
        STORE_WRITER("Key that writes", "CRM files, write"),
        AWS_REGIONS("Regions, with a space between them", "eu-central-1 us-east-1"),
        AWS_READER("Access key that reads", "AWS, read"),
        AWS_MAKER("Access key for backups now, if any", "AWS, backup now"),
        TOKEN("Token that reads", "Supabase, read");

        private final String question;
        private final String example;

        Field(String question, String example) {
            this.question = question;
            this.example = example;
        }

        String question() {
            return question;
        }

        String example() {
            return example;
        }
    }

    /// What is typed there.
    public StringProperty text(Field field) {
        StringProperty text = texts.get(field);
        if (text == null) {
            throw new IllegalStateException("every line has a text: " + field);
        }
        return text;
    }

    /// What is connected to.
    public ObjectProperty<Kind> kindProperty() {
        return kind;
    }

    /// Production or staging; practice is the lab alone.
    public ObjectProperty<Environment> environmentProperty() {
        return environment;
    }

    /// Whether there is an object store beside the database.
    public BooleanProperty filesProperty() {
        return files;
    }

    /// What is wrong, empty when nothing is known to be.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether it is being saved.
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
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
            problem.set(capital(String.valueOf(e.getMessage())) + ".");
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
                    problem.set(failure.message() + " " + failure.advice());
                });
    }

    private Connection connection() {
        String name = typed(Field.NAME);
        Provider provider = switch (kind.get()) {
            case SERVER -> server(name);
            case AWS -> aws();
            case SUPABASE -> new SupabaseProjects(typed(Field.TOKEN), null);
        };
        return new Connection(name, new AssetId(name), environment.get(), provider);
    }

    private AwsAccount aws() {
        String maker = text(Field.AWS_MAKER).get().strip();
        return new AwsAccount(
                List.of(typed(Field.AWS_REGIONS).split("[\\s,]+")),
                typed(Field.AWS_READER),
                maker.isEmpty() ? null : maker,
                null,
                null,
                null);
    }

    private SelfManaged server(String name) {
        String programs = text(Field.PROGRAMS).get().strip();
        return new SelfManaged(
                new SelfManaged.Server(typed(Field.HOST), port(), typed(Field.DATABASE)),
                new SelfManaged.Folders(
                        typed(Field.BACKUPS), typed(Field.ARCHIVE), programs.isEmpty() ? null : programs, null),
                connections.mapping(name).toString(),
                new SelfManaged.Credentials(typed(Field.READER), typed(Field.SUPERUSER), typed(Field.WRITER), null),
                files.get() ? objects(name) : null);
    }

    private ObjectSettings objects(String name) {
        return new ObjectSettings(
                name + "-files",
                new ObjectSettings.Store(typed(Field.STORE), typed(Field.REGION), typed(Field.BUCKET), null, null),
                typed(Field.PREFIX),
                null,
                new ObjectSettings.Credentials(
                        typed(Field.STORE_READER), typed(Field.STORE_SCRATCH), typed(Field.STORE_WRITER)));
    }

    private String typed(Field field) {
        String text = text(field).get().strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("\"" + field.question() + "\" is still empty");
        }
        return text;
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private int port() {
        String text = typed(Field.PORT);
        if (!text.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("the port is a number from 1 to 65535");
        }
        return Integer.parseInt(text);
    }
}
