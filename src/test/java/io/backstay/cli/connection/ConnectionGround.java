package io.backstay.cli.connection;

import io.backstay.act.LocalDesk;
import io.backstay.act.connection.Connections;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A connection to something, as [ConnectionContract] needs it.
interface ConnectionGround extends ListingGround {
    /// Its name.
    String connection();

    /// Whether `sync` takes a credential of the vault.
    default boolean listsWithKey() {
        return true;
    }

    /// The credential is taken no more.
    Trouble refusal() throws Exception;

    /// One right is taken from the credential; [#grant] gives it back.
    void deny() throws Exception;

    /// Gives it back.
    ///
    /// @param script what the test of the connection printed
    void grant(String script) throws Exception;

    /// That right.
    Right right();

    /// A right of a credential.
    ///
    /// @param part      of the test that says whether it is there
    /// @param named     what the sentence says of it
    /// @param statement what is to be pasted has this in it
    /// @param family    how all parts begin that take the same right
    record Right(String part, String named, String statement, String family) {
        Right(String part, String named, String statement) {
            this(part, named, statement, part);
        }
    }

    @Override
    default void begin(LocalDesk desk) throws Exception {
        StateCommands.unlock(desk);
    }

    @Override
    default List<String[]> listing() {
        return List.of(new String[] {"sync", connection()}, new String[] {"connection", "test", connection()});
    }

    @Override
    default Set<String> sources() {
        return Set.of("connection " + connection());
    }

    @Override
    default List<String> list(LocalDesk desk, Progress progress) throws BackstayException, InterruptedException {
        return notHeard(desk.connections().sync(connection(), progress));
    }

    /// What a listing says that it did not hear.
    static List<String> notHeard(Connections.Listed listed) {
        List<String> said = new ArrayList<>(listed.unusable());
        Connections.Account account = listed.account();
        if (account != null) {
            said.addAll(account.problems());
            account.notes().stream()
                    .filter(each -> each.contains("is not known"))
                    .forEach(said::add);
        }
        Connections.Objects objects = listed.objects();
        if (objects != null) {
            said.addAll(objects.unread());
        }
        String problem = listed.objectsProblem();
        if (problem != null) {
            said.add(problem);
        }
        return said;
    }
}
