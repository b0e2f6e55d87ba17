/**
 * The benchmark: this server and HAPI's JPA server as its library sets it up, one after the other on the same PostgreSQL
 * under the same load. Run it with {@code mvn -Pbench verify}.
 */
package org.platelink.bench;
