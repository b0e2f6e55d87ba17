package org.platelink;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the one server that all integration tests share: real HTTP on a free port, real PostgreSQL in a data
 * folder of its own. Take a {@link FhirClient} as a field and give it the port.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(classes = Platelink.class, webEnvironment = WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = FreshDataFolder.class)
public @interface ServerTest {}
