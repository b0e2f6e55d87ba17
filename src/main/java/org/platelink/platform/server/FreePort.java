package org.platelink.platform.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Asks whether the server's port is free before anything else is done. The web server takes its port at the end of the
 * start, and a person at the console would wait for all of it to be told.
 */
class FreePort implements ApplicationListener<ApplicationPreparedEvent> {

    private static final int LAST_PORT = 65535;

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        String number = environment.getProperty("server.port", "0");
        int port = number.matches("\\d{1,5}") ? Integer.parseInt(number) : LAST_PORT + 1;
        if (port > LAST_PORT) {
            throw new StartUpRefused("SERVER_PORT must be the number of a port, from 1 to " + LAST_PORT + ".");
        }
        String address = environment.getProperty("server.address");
        try (ServerSocket socket = new ServerSocket(port, 1, address == null ? null : InetAddress.getByName(address))) {
            // The port can be had; the web server takes it when the server is ready to answer.
        } catch (IOException failure) {
            // What else is wrong with the address, the web server tells.
            PortInUseException.throwIfPortBindingException(failure, () -> port);
        }
    }
}
