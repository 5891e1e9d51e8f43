/// PostgreSQL servers that Backstay starts and stops: programs, privileges, scratch servers.
@NullMarked
package io.backstay.connect.postgres;

import org.jspecify.annotations.NullMarked;
