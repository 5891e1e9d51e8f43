/// What is done with connections, each act in the record: proven part by part, listed into the catalogue, backed
/// up, and their archived files asked for.
@NullMarked
package io.backstay.act.connection.desk;

import org.jspecify.annotations.NullMarked;
