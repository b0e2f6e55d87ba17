/**
 * The benchmark: this server and HAPI's JPA server as its library sets it up, in turns on the same PostgreSQL under
 * the same load. Run it with {@code mvn -Pbench verify}.
 *
 * <p>{@link org.platelink.bench.AccessBenchmark} measures what access control costs.
 *
 * <p>{@link org.platelink.bench.RegistryBenchmark} measures registry reads.
 *
 * <p>{@link org.platelink.bench.IntakeBenchmark} measures the ways of a laboratory's results into this server.
 */
package org.platelink.bench;
