import { describe, expect, it } from 'vitest';
import { planFor, summarise } from './planner.fixture.js';

const everywhere = 'web-01 web-02 db-01 stg-01 bastion';
const production = 'web-01 web-02 db-01 bastion';
const web = 'web-01 web-02 stg-01';

/** What each request comes to, by what it is about. Half of them French; typos and slang as people write them. */
const requests: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'is everything fine': [
    ['tout va bien ?', `check-health @ ${everywhere}`],
    ['is everything ok?', `check-health @ ${everywhere}`],
    ['ca va les serveurs ?', `check-health @ ${everywhere}`],
    ['tout est vert ?', `check-health @ ${everywhere}`],
    ['all good?', `check-health @ ${everywhere}`],
    ['is everything fine in prod?', `check-health @ ${production}`],
    ['santé de la prod', `check-health @ ${production}`],
    ['how is staging doing?', 'check-health @ stg-01'],
    ['lance un bilan de santé sur la prod', `check-health @ ${production}`],
    ['comment va db-01', 'check-health @ db-01'],
    ['uptime de db-01', 'check-health @ db-01'],
    ['cpu load on web 2', 'check-health @ web-02'],
    ['état des serveurs web', `check-health @ ${web}`],
    ['check the web servers', `check-health @ ${web}`],
    ['web-01', 'check-health @ web-01'],
    ['prod', `check-health @ ${production}`],
  ],
  'state of a service': [
    ['état de la base', 'service-status postgresql @ db-01'],
    ['is nginx running?', `service-status nginx @ ${web}`],
    ['est-ce que nginx tourne sur web-02 ?', 'service-status nginx @ web-02'],
    ['nginx ?', `service-status nginx @ ${web}`],
    ['le site va bien ?', `service-status nginx @ ${web}`],
    ['is the site back up?', `service-status nginx @ ${web}`],
    ['status of billing', 'service-status billing-api @ stg-01'],
    ['nginx was restarted yesterday, is it ok?', `service-status nginx @ ${web}`],
    ['est-ce que tu as redémarré nginx ?', `service-status nginx @ ${web}`],
  ],
  restart: [
    ['redémarre nginx sur web-01', 'restart-service nginx @ web-01'],
    ['restart nginx on web-01 and web-02', 'restart-service nginx @ web-01 web-02'],
    ['redémarre postgres', 'restart-service postgresql @ db-01'],
    ['il faut redémarrer la base', 'restart-service postgresql @ db-01'],
    ['restart nginx everywhere', `restart-service nginx @ ${web}`],
    ['redémarre nginx partout sauf sur web-01', 'restart-service nginx @ web-02 stg-01'],
    ['restart nginx on all web servers', `restart-service nginx @ ${web}`],
    ['restart nginx but not on web-02', 'restart-service nginx @ web-01 stg-01'],
    ['restart nginx on web-01, not web-02', 'restart-service nginx @ web-01'],
    ['redémarre nginx sur les serveurs web sauf stg-01', 'restart-service nginx @ web-01 web-02'],
    ['redémarre nginx en prod', 'restart-service nginx @ web-01 web-02'],
    ['restart nginx in staging', 'restart-service nginx @ stg-01'],
    ['kick nginx on web-1', 'restart-service nginx @ web-01'],
    ['relance le site sur web-02 stp', 'restart-service nginx @ web-02'],
    ['Bonjour, pouvez-vous redémarrer nginx sur web-02 ? Merci d’avance', 'restart-service nginx @ web-02'],
    ['fais un redémarrage de nginx sur web-01', 'restart-service nginx @ web-01'],
    ['nginx needs a restart on web-01', 'restart-service nginx @ web-01'],
    ['nginx: restart web-01', 'restart-service nginx @ web-01'],
    ['RESTART NGINX ON WEB-01!!!', 'restart-service nginx @ web-01'],
    ['/ops restart nginx on web-01', 'restart-service nginx @ web-01'],
    ['redémarre nginx sur 10.0.0.11', 'restart-service nginx @ web-01'],
    ['restart nginx on web-01.example.com', 'restart-service nginx @ web-01'],
    ['redémarre nginx sur web-*', 'restart-service nginx @ web-01 web-02'],
    ['nginx is down, restart it on web-01', 'restart-service nginx @ web-01'],
    ['le site est down relance nginx sur web-01', 'restart-service nginx @ web-01'],
    ['restart nginx on web-01 and check that it works', 'restart-service nginx @ web-01'],
    ['restart nginx on web-01 if possible', 'restart-service nginx @ web-01'],
    ['redémarre nginx sur web-01 parce que les clients se plaignent du paiement', 'restart-service nginx @ web-01'],
  ],
  typos: [
    ['restrat ngnix on wbe-01', 'restart-service nginx @ web-01'],
    ['redemare nginx web01', 'restart-service nginx @ web-01'],
    ['redemarrer ngix sur web1', 'restart-service nginx @ web-01'],
    ['restart biling-api', 'restart-service billing-api @ stg-01'],
    ['restart wroker on web-01', 'restart-service worker @ web-01'],
    ['verifie le disqe de db-01', 'check-disk @ db-01'],
  ],
  'start and stop': [
    ['arrête nginx sur stg-01', 'stop-service nginx @ stg-01'],
    ['stop the worker on web-02', 'stop-service worker @ web-02'],
    ['coupe nginx sur web-01', 'stop-service nginx @ web-01'],
    ['stop nginx on all servers except production', 'stop-service nginx @ stg-01'],
    ['démarre le worker sur web-01', 'start-service worker @ web-01'],
    ['start the db', 'start-service postgresql @ db-01'],
    ['lance nginx sur web-01', 'start-service nginx @ web-01'],
    ['nginx sur web-01 est arrêté, démarre-le', 'start-service nginx @ web-01'],
    ['remets le site en route sur web-01', 'restart-service nginx @ web-01'],
    ['bring nginx back up on web-01', 'restart-service nginx @ web-01'],
    ['nginx a besoin d’un redémarrage sur web-01', 'restart-service nginx @ web-01'],
  ],
  logs: [
    ['logs de nginx sur web-01', 'show-logs nginx @ web-01'],
    ['montre-moi les 100 dernières lignes de log de nginx', `show-logs nginx @ ${web}`],
    ['tail nginx web-02', 'show-logs nginx @ web-02'],
    ['journaux de la base', 'show-logs postgresql @ db-01'],
    ['le site est down, montre les logs sur web-01', 'show-logs nginx @ web-01'],
  ],
  'disks and systems': [
    ['espace disque', `check-disk @ ${everywhere}`],
    ['how full is the disk on db-01?', 'check-disk @ db-01'],
    ["plus d'espace disque sur db-01", 'check-disk @ db-01'],
    ['what is eating the disk on db-01?', 'check-disk @ db-01'],
    ["qu'est-ce qui prend de la place sur web-02 ?", 'check-disk @ web-02'],
    ['espace disque sauf bastion', 'check-disk @ web-01 web-02 db-01 stg-01'],
    ['infos sur web-02', 'describe-server @ web-02'],
    ['quel kernel sur db-01 ?', 'describe-server @ db-01'],
  ],
  addresses: [
    ['vérifie https://shop.example.com/health', 'check-address'],
    ['curl https://shop.example.com/health', 'check-address'],
    ['temps de réponse du site', 'check-address'],
  ],
  'files and commands': [
    ['sauvegarde /etc/nginx sur web-01', 'back-up-files @ web-01'],
    ['back up /etc and /var/www on db-01', 'back-up-files @ db-01'],
    ['run `uptime -p` on web-01', 'run-command @ web-01'],
    ['exécute `df -h` sur db-01', 'run-command @ db-01'],
    ['écris /etc/motd sur web-01\n```\nWelcome\n```', 'write-file @ web-01'],
  ],
  'several readings in one sentence': [
    ['statut de nginx et logs de nginx sur web-01', 'service-status nginx @ web-01'],
    ['santé et disque de web-01', 'check-health @ web-01'],
    ['disque de db-01 et état de nginx sur web-01', 'check-disk nginx @ db-01 web-01'],
  ],
  'several things, in order': [
    ['stop nginx then start it on web-01', 'stop-service nginx @ web-01'],
    ['redémarre nginx sur web-01 et montre les logs', 'restart-service nginx @ web-01'],
    ['redémarre worker et nginx sur web-01', 'restart-service worker @ web-01'],
    ['sauvegarde /etc/nginx puis redémarre nginx sur web-01', 'back-up-files nginx @ web-01'],
  ],
  'some of several': [
    ['restart nginx on the first web server', 'restart-service nginx @ web-01'],
    ['redémarre nginx sur les deux premiers serveurs web', 'restart-service nginx @ web-01 web-02'],
    ['espace disque du dernier serveur web', 'check-disk @ stg-01'],
    ['redémarre nginx sur le premier', 'restart-service nginx @ web-01'],
    ['first of all, restart nginx on web-02', 'restart-service nginx @ web-02'],
    ['les 20 dernières lignes de nginx sur web-01', 'show-logs nginx @ web-01'],
  ],
  'places that are meant': [
    ["web-01 est ok, c'est nginx sur web-02 qu'il faut redémarrer", 'restart-service nginx @ web-02'],
    ['la prod rame mais redémarre nginx uniquement sur stg-01', 'restart-service nginx @ stg-01'],
    ['ne touche pas à staging ; en prod, redémarre nginx', 'restart-service nginx @ web-01 web-02'],
    ['restart the web server nginx on web-01', 'restart-service nginx @ web-01'],
    ['every web server but production: disk', 'check-disk @ stg-01'],
  ],
  complaints: [
    ['le site est down', `diagnose nginx @ web-01 web-02`],
    ['the site is down', `diagnose nginx @ web-01 web-02`],
    ['nginx est tombé', `diagnose nginx @ web-01 web-02`],
    ['le site est down en prod', 'diagnose nginx @ web-01 web-02'],
    ['stp tu peux jeter un œil au site, il rame grave', `diagnose nginx @ web-01 web-02`],
    ['nginx est dans les choux sur web-02', 'diagnose nginx @ web-02'],
    ['la bdd est en vrac', 'diagnose postgresql @ db-01'],
    ['pg est pété', 'diagnose postgresql @ db-01'],
    ['billing ne répond plus', 'diagnose billing-api @ stg-01'],
    ['j’ai des erreurs 500 sur le site', `diagnose nginx @ web-01 web-02`],
    ['users complain the site is slow', `diagnose nginx @ web-01 web-02`],
    ['can’t reach the website', `diagnose nginx @ web-01 web-02`],
    ['Customers get 500s on the site since 10:30, can somebody look?', `diagnose nginx @ web-01 web-02`],
    ['le paiement ne passe plus sur le site, quelqu’un peut regarder ?', `diagnose nginx @ web-01 web-02`],
    ['on a un souci avec la base', 'diagnose postgresql @ db-01'],
    ['le site ne s’affiche plus', `diagnose nginx @ web-01 web-02`],
    ['nginx redémarre en boucle', `diagnose nginx @ web-01 web-02`],
    ["nginx won't start on web-01", 'diagnose nginx @ web-01'],
    ['nginx arrêté sur web-01', 'diagnose nginx @ web-01'],
    ['pourquoi nginx a redémarré ?', `diagnose nginx @ web-01 web-02`],
    ['depuis le redémarrage de nginx le site est lent', `diagnose nginx @ web-01 web-02`],
  ],
};

describe.each(Object.entries(requests))('%s', (_about, cases) => {
  it.each(cases)('%s', async (text, expected) => {
    expect(summarise(await planFor(text))).toBe(expected);
  });
});

describe('complaints about servers', () => {
  it.each([
    ['ça rame sur web-01', ['web-01'], ['nginx', 'worker']],
    ['prod en carafe', production.split(' '), ['nginx', 'worker', 'postgresql']],
    ['db-01 est injoignable', ['db-01'], ['postgresql']],
  ] as const)('%s: looks at the services there', async (text, servers, services) => {
    const outcome = await planFor(text);
    if (outcome.kind !== 'diagnose') throw new Error(`${outcome.kind} instead of a diagnosis`);
    const asked = outcome.steps.filter(({ uses }) => uses === 'service.status').map((step) => step.with);
    expect(outcome.servers).toEqual(servers);
    expect(asked).toEqual(expect.arrayContaining(services.map((service) => ({ service }))));
  });
});

describe('the language of the answer', () => {
  it.each([
    ['le site est down', 'fr'],
    ['the site is down', 'en'],
    ['redemarre nginx sur web-01', 'fr'],
    ['restart nginx on web-01', 'en'],
  ] as const)('%s → %s', async (text, language) => {
    expect((await planFor(text)).language).toBe(language);
  });

  it('follows the thread where the words tell nothing', async () => {
    const thread = [{ by: 'user' as const, text: 'redémarre nginx sur web-01 s’il te plaît' }];
    expect((await planFor('nginx logs web-01', { thread })).language).toBe('fr');
  });
});
