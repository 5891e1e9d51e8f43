package io.backstay.lab;

import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The nine data sets that the practice product's firms may download, as its policy names them. Which firm a
/// row is of is left out everywhere: a file is one firm's.
final class PracticeSets {
    private PracticeSets() {}

    static List<DataSet> all() {
        return List.of(
                set(
                        "clients",
                        "clients",
                        Set.of("firm_id", "sort_name"),
                        "id:Client ID, code:Code, name:Name, kind:Kind, tax_file_number:Tax file number, email:E-mail,"
                                + " phone:Phone, manager_id:Manager ID, created_at:Created, updated_at:Updated"),
                set(
                        "jobs",
                        "jobs",
                        Set.of("firm_id"),
                        "id:Job ID, client_id:Client ID, parent_job_id:Parent job ID, title:Title, status:Status,"
                                + " assignee_id:Assignee ID, due_on:Due, created_at:Created, updated_at:Updated"),
                set(
                        "invoices",
                        "invoices",
                        Set.of("firm_id"),
                        "id:Invoice ID, client_id:Client ID, job_id:Job ID, number:Number, status:Status,"
                                + " issued_on:Issued, due_on:Due, net_amount:Net, tax_amount:Tax, gross_amount:Gross,"
                                + " settled_by:Settled by payment ID, created_at:Created, updated_at:Updated"),
                set(
                        "payments",
                        "payments",
                        Set.of("firm_id"),
                        "id:Payment ID, invoice_id:Invoice ID, received_on:Received, amount:Amount, method:Method,"
                                + " reference:Reference, created_at:Created, updated_at:Updated"),
                set(
                        "organizer-assignments",
                        "organizer_assignments",
                        Set.of("firm_id"),
                        "id:Assignment ID, client_id:Client ID, tax_year:Tax year, status:Status, due_on:Due,"
                                + " created_at:Created, updated_at:Updated"),
                set(
                        "missing-info-requests",
                        "missing_info_requests",
                        Set.of("firm_id"),
                        "id:Request ID, client_id:Client ID, job_id:Job ID, reference:Reference, question:Question,"
                                + " status:Status, created_at:Created, updated_at:Updated"),
                set(
                        "document-metadata",
                        "documents",
                        Set.of("firm_id", "object_key"),
                        "id:Document ID, client_id:Client ID, uploaded_by:Uploaded by user ID, file_name:File name,"
                                + " content_type:Type, size_bytes:Size in bytes, sha256:SHA-256, created_at:Created,"
                                + " updated_at:Updated"),
                set(
                        "message-thread-metadata",
                        "message_threads",
                        Set.of("firm_id"),
                        "id:Thread ID, entity_type:About, entity_id:About ID, subject:Subject, closed:Closed,"
                                + " created_at:Created, updated_at:Updated"),
                set(
                        "audit-logs",
                        "audit_log",
                        Set.of("firm_id"),
                        "id:Entry ID, at:At, actor:Actor, action:Action, entity_type:About, entity_id:About ID,"
                                + " detail:Detail"));
    }

    /// @param columns each with its heading after a colon
    private static DataSet set(String name, String table, Set<String> without, String columns) {
        List<DataSet.Column> chosen = new ArrayList<>();
        for (String each : columns.split(", ", -1)) {
            int colon = each.indexOf(':');
            chosen.add(new DataSet.Column(each.substring(0, colon), each.substring(colon + 1)));
        }
        return new DataSet(name, new TableName("practice", table), chosen, without);
    }
}
