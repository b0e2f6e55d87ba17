package org.platelink.security.token;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestSecurityComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.UriType;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.platform.pipeline.InterceptorOrder;

/** Interceptor that adds the SMART security section to the CapabilityStatement. */
@Interceptor(order = InterceptorOrder.SECURITY_IN_CAPABILITIES)
final class SecurityInCapabilities {

    private static final String SERVICES = CodeSystems.HL7 + "restful-security-service";
    private static final String OAUTH_URIS = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

    private final Supplier<SmartConfiguration.Issuer> issuer;

    SecurityInCapabilities(Supplier<SmartConfiguration.Issuer> issuer) {
        this.issuer = issuer;
    }

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void say(IBaseConformance conformance) {
        if (conformance instanceof CapabilityStatement statement) {
            statement.getRest().forEach(rest -> {
                CapabilityStatementRestSecurityComponent security = rest.getSecurity();
                security.getService().clear();
                security.getExtension().removeIf(extension -> extension.getUrl().equals(OAUTH_URIS));
                security.addService()
                        .addCoding()
                        .setSystem(SERVICES)
                        .setCode("SMART-on-FHIR")
                        .setDisplay("SMART-on-FHIR");
                security.setDescription(
                        "SMART App Launch 2.2: Backend Services with private_key_jwt by RS384 or ES384, and, where this"
                                + " server issues its tokens itself, standalone launch of people's apps with PKCE; scopes of"
                                + " SMART 2, and those of SMART 1 as the same. Without a"
                                + " token only this statement and the public metadata of the study are given.");
                Extension endpoints = security.addExtension().setUrl(OAUTH_URIS);
                String authorize = issuer.get().authorizationEndpoint();
                if (authorize != null) {
                    endpoints.addExtension("authorize", new UriType(authorize));
                }
                endpoints.addExtension("token", new UriType(issuer.get().tokenEndpoint()));
            });
        }
    }
}
