package io.backstay.lab;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.lab.seed.PracticeFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// The sabotage that a restore's proof must notice: a trigger that writes one row into another firm.
///
/// It fires even while an import suppresses triggers, and writes with its creator's rights, so that neither the
/// importing role nor row-level security sees it. Plant it last: any new client of the watched firm sets it off.
public final class PlantedTrigger {
    /// What the planted row says, for whoever looks for it.
    public static final String NOTE = "written by the planted trigger";

    private PlantedTrigger() {}

    /// Plants the trigger on `practice.clients`; planting again moves it.
    ///
    /// @param watched the firm whose new clients set it off
    /// @param struck  the firm that gets a row it never wrote, one in each such transaction
    public static void plant(Connection asSuperuser, TenantId watched, TenantId struck) throws BackstayException {
        long from = Long.parseLong(watched.value());
        long into = Long.parseLong(struck.value());
        if (from == into) {
            throw new IllegalArgumentException("the planted trigger needs two firms, got " + from + " twice");
        }
        try (Statement statement = asSuperuser.createStatement()) {
            statement.execute("""
                    create or replace function practice.count_new_clients() returns trigger
                    language plpgsql security definer set search_path = pg_catalog as $$
                    begin
                        if exists (select from fresh where firm_id = %d) and not exists (
                            select from practice.time_entries_raw
                            where firm_id = %d and note = '%s' and xmin = pg_current_xact_id()::xid) then
                            insert into practice.time_entries_raw (firm_id, user_email, worked_on, minutes, note)
                            values (%d, 'nobody@example.invalid', date '2026-11-02', 6, '%s');
                        end if;
                        return null;
                    end
                    $$;
                    create or replace trigger count_new_clients after insert on practice.clients
                        referencing new table as fresh for each statement execute function practice.count_new_clients();
                    alter table practice.clients enable always trigger count_new_clients;
                    """.formatted(from, into, NOTE, into, NOTE));
        } catch (SQLException e) {
            throw PracticeFailure.of("planting the trigger", e);
        }
    }
}
